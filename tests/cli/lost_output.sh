#!/usr/bin/env bash
# lost_output.sh LOFTE: an answer that does not reach its file is not one that did, whatever its length.
set -euo pipefail
lofte=$1
[ -c /dev/full ] || {
  echo "skipped: this system has no /dev/full"
  exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$lofte" demo hellotickets --dir "$folder/shop" --subjects 100 --no-run >"$folder/out"
lost=0
for command in "plan --json" "plan" "verify --all" "forecast --json" "check --json" "hold list"; do
  read -r -a words <<<"$command"
  bytes=$({ "$lofte" "${words[@]}" "$folder/shop" || true; } | wc -c)
  code=0
  "$lofte" "${words[@]}" "$folder/shop" >/dev/full 2>"$folder/err" || code=$?
  echo "$command: $bytes bytes, exit code $code"
  if [ "$code" -eq 0 ] || ! grep -q "could not be written" "$folder/err"; then
    echo "  an answer was lost, and nobody was told"
    lost=1
  fi
done
exit "$lost"
