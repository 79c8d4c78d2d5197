#!/usr/bin/env bash
# deb_test BUILD: makes the package of the build, looks into it, unpacks it and runs what is in it. 77: no tools for packages here.
set -euo pipefail
build=$1

command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null || {
  echo "skipped: there is no dpkg-dev"
  exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
  echo "deb_test: $1" >&2
  exit 1
}

(cd "$build" && cpack -G DEB -B "$folder/package" >"$folder/log" 2>&1) || {
  cat "$folder/log"
  fail "the package is not made"
}
deb=$(ls "$folder"/package/*.deb)
dpkg-deb --contents "$deb" >"$folder/contents"
for file in usr/bin/lofte usr/share/man/man1/lofte.1 usr/share/bash-completion/completions/lofte lib/systemd/system/lofte@.service \
  lib/systemd/system/lofte@.timer lib/sysusers.d/lofte.conf usr/share/doc/lofte/copyright usr/share/lofte/schema/policy.schema.json; do
  grep -qF "./$file" "$folder/contents" || grep -qF "./usr/$file" "$folder/contents" || fail "$file is not in the package"
done
dpkg-deb --field "$deb" Depends >"$folder/depends"
for library in libc6 libpq5 libsqlite3-0 libssl3 tzdata; do
  grep -q "$library" "$folder/depends" || fail "the package does not depend on $library: $(cat "$folder/depends")"
done
# Everything is root's, nothing can be written by others, and nothing is left of the machine it was built on.
awk '$2 != "root/root" || $1 ~ /^.......[^l]?w/ && substr($1, 9, 1) == "w"' "$folder/contents" | grep . && fail "odd owners or rights"

dpkg-deb --extract "$deb" "$folder/root"
grep -rqF "$build" "$folder/root" && fail "the package names the folder that it was built in"
lofte=$folder/root/usr/bin/lofte
service=$(find "$folder/root" -name 'lofte@.service')
grep -q '^ExecStart=lofte apply /var/lib/lofte/%i' "$service" || fail "the service does not sweep: $(grep ExecStart "$service")"
"$lofte" demo gigcoms --dir "$folder/demo" --subjects 100 >"$folder/demo.txt" || fail "the demo does not run: $(cat "$folder/demo.txt")"
for promise in gigcoms-016 gigcoms-021; do  # what has happened, and no sweep mends
  "$lofte" incident add "$folder/demo" $promise --from 2000-01-01 --until "$(date +%F)" --reference "$promise" --approved-by Ida >/dev/null ||
    fail "nothing broke $promise, or it cannot be acknowledged"
done
"$lofte" verify "$folder/demo" >"$folder/verify.txt" || fail "a promise is broken after the demo: $(cat "$folder/verify.txt")"
grep -q ' 0 broken' "$folder/verify.txt" || fail "verify says: $(head -3 "$folder/verify.txt")"
pages=$folder/root/usr/share/doc/lofte
if command -v python3 >/dev/null; then
  python3 "$(dirname -- "$0")/../docs/links.py" "$pages" >"$folder/links.txt" || fail "links of the installed pages: $(cat "$folder/links.txt")"
else
  echo "without a look at the links of the installed pages: there is no python3"
fi
if command -v man >/dev/null; then
  man --warnings -l "$(find "$folder/root" -name 'lofte.1*')" 2>"$folder/man.err" >/dev/null || fail "the man page cannot be read"
  [ ! -s "$folder/man.err" ] || fail "man says: $(cat "$folder/man.err")"
else
  echo "without a look at the man page: there is no man (man-db)"
fi
echo "the package $(basename "$deb") holds what it should, and its demo runs"
