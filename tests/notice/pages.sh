#!/usr/bin/env bash
# pages.sh LOFTE FOLDER: the notices of all examples in all languages, made in FOLDER and opened in a browser. 77 (skipped) where there is no browser.
set -euo pipefail

lofte=$1 folder=$2
here=$(cd -- "$(dirname -- "$0")" && pwd)
LOFTE_CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
export LOFTE_CHROMIUM
if [ -z "$LOFTE_CHROMIUM" ] || ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "pages.sh: no chromium, node or npm here; \`tools/install-dependencies check\` brings them"
  exit 77
fi

mkdir -p "$folder"
cp "$here/package.json" "$here/pages.mjs" "$folder"
# What is there from before is as good as new while the list is the same.
if ! cmp -s "$here/package-lock.json" "$folder/package-lock.json" || [ ! -d "$folder/node_modules" ]; then
  cp "$here/package-lock.json" "$folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) || { rm -f "$folder/package-lock.json"; exit 1; }
fi

rm -rf "$folder/pages"
for example in bookbeat gigcoms hellotickets larabot rebookly; do
  "$lofte" notice "$example" --all "$folder/pages/$example"
done
exec node "$folder/pages.mjs" "$folder/pages"
