#!/usr/bin/env bash
# pages.sh LOFTE FOLDER: the notices of all examples in all languages, made in FOLDER and opened in a browser. 77
# (skipped) where there is no browser, or no way to what it takes from npm.
set -euo pipefail

lofte=$1 folder=$2
here=$(cd -- "$(dirname -- "$0")" && pwd)
LOFTE_CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
export LOFTE_CHROMIUM
if [ -z "$LOFTE_CHROMIUM" ] || ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "skipped: no chromium, node or npm here; \`tools/install-dependencies check\` brings them"
  exit 77
fi

mkdir -p "$folder"
cp "$here/package.json" "$here/pages.mjs" "$folder"
# What is there from before is as good as new while the list is the same.
if ! cmp -s "$here/package-lock.json" "$folder/package-lock.json" || [ ! -d "$folder/node_modules" ]; then
  cp "$here/package-lock.json" "$folder"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) >"$folder/npm.txt" 2>&1 || {
    rm -f "$folder/package-lock.json"
    cat "$folder/npm.txt"
    # A list that does not fit, or a package that is not the one that was pinned, is a fault; a registry that cannot be reached is none of ours.
    ! grep -qE 'EUSAGE|EINTEGRITY' "$folder/npm.txt" || exit 1
    echo "skipped: npm could not fetch playwright-core and axe-core"
    exit 77
  }
fi

rm -rf "$folder/pages"
for example in bookbeat gigcoms hellotickets larabot rebookly; do
  "$lofte" notice "$example" --all "$folder/pages/$example"
done
exec node "$folder/pages.mjs" "$folder/pages"
