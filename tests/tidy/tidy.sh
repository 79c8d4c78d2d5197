#!/usr/bin/env bash
# tidy.sh ROOT: the rules of CONTRIBUTING.md that a program can check. Prints each breach as `file: what`, and fails when there is one.
set -uo pipefail
cd -- "$1" || exit 2

breaches=0
breach() {
  echo "$1"
  breaches=$((breaches + 1))
}

# Every file of the project but what tools and fuzzers make; git is not asked, so that a copy can be checked too.
mapfile -d '' files < <(find . \( -path ./.git -o -path ./build -o -path ./fuzz/corpus -o -name node_modules -o -name __pycache__ \) -prune -o -type f -print0 | LC_ALL=C sort -z)
[ ${#files[@]} -gt 100 ] || breach "$PWD: only ${#files[@]} files found"

scripts=() sources=()
for file in "${files[@]}"; do
  case "$file" in
    *.h | *.cc) sources+=("$file") ;;
    *) read -r -n 2 first <"$file" 2>/dev/null && [ "$first" = '#!' ] && grep -qm1 '^#!.*\(bash\|sh\)$' "$file" && scripts+=("$file") ;;
  esac
done
[ ${#scripts[@]} -ge 5 ] || breach "$PWD: only ${#scripts[@]} shell scripts found"

for script in "${scripts[@]}"; do
  bash -n "$script" || breach "$script: bash cannot read it"
  [ -x "$script" ] || breach "$script: not executable"
  grep -q '^set -[a-z]*uo pipefail$' "$script" || breach "$script: no \`set -euo pipefail\`"
  # Names under .example belong to nobody (RFC 2606).
  if grep -nE '[a-z]+://' "$script" | grep -v '\.example'; then breach "$script: names a host; what it needs comes from the machine's own package sources"; fi
done

for source in "${sources[@]}"; do
  lines=$(wc -l <"$source")
  [ "$lines" -le 400 ] || breach "$source: $lines lines; split it by job, 400 is the most"
  if [[ $source == ./src/*.h ]]; then
    read -r first <"$source"
    [[ $first == //* ]] || breach "$source: a header opens with what the file is for"
    grep -qm1 '^#pragma once$' "$source" || breach "$source: no #pragma once"
  fi
  if grep -nwE 'TODO|FIXME|HACK' "$source"; then breach "$source: unfinished"; fi
done

# Documents: the map of the modules has them all. (Their links are followed by tests/docs.)
for module in src/*/; do
  grep -q "\`$(basename "$module")\`" ARCHITECTURE.md || breach "ARCHITECTURE.md: says nothing of $module"
done

# Paths of somebody's machine. (The brackets keep this file from finding itself.)
while IFS= read -r found; do
  breach "$found: a path of one machine"
done < <(printf '%s\0' "${files[@]}" | xargs -0 grep -InE '/(wor[k]|tm[p]|hom[e])/[A-Za-z]')

if command -v clang-format-14 >/dev/null; then
  while IFS= read -r source; do
    breach "$source: not formatted; run tools/format"
  done < <(printf '%s\n' "${sources[@]}" | xargs -d '\n' -P 2 -n 8 clang-format-14 --dry-run -Werror 2>&1 | sed -n 's/^\([^:]*\):[0-9].*clang-format-violations.*$/\1/p' | LC_ALL=C sort -u)
else
  breach "clang-format-14 is not installed: tools/install-dependencies check"
fi

echo "${#files[@]} files, ${#scripts[@]} scripts, ${#sources[@]} C++ files: $breaches breaches"
[ "$breaches" -eq 0 ]
