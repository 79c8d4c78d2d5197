#!/usr/bin/env bash
# units_test PACKAGING PROGRAM: what systemd says of the unit and the timer, with PROGRAM in the place of `lofte`. 77: there is no systemd here.
set -euo pipefail
packaging=$1 program=$2

command -v systemd-analyze >/dev/null || {
  echo "skipped: there is no systemd-analyze (systemd)"
  exit 77
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
  echo "units_test: $1" >&2
  exit 1
}

# What is wrong with ours; of other units of the machine too it may find something. A key that it does not know is no failure to it.
complaints() {
  systemd-analyze verify --man=no "$folder/lofte@shop.service" "$folder/lofte@shop.timer" 2>&1 | grep -F 'lofte@' || true
}
unpack() {
  cp "$packaging"/lofte@.service "$packaging"/lofte@.timer "$folder"
  sed -i "s|^ExecStart=lofte |ExecStart=$program |" "$folder/lofte@.service"
}

unpack
grep -qF "ExecStart=$program verify" "$folder/lofte@.service" || fail "the unit does not run lofte"
found=$(complaints)
[ -z "$found" ] || fail "systemd says: $found"

# It would say so.
for fault in 's/^OnCalendar=.*/OnCalendar=nightly/' 's/^Persistent=/Persistant=/' 's/^PrivateTmp=/PrivateTemp=/' 's/^StartLimitBurst=5/StartLimitBurst=five/'; do
  unpack
  sed -i "$fault" "$folder"/lofte@.*
  [ -n "$(complaints)" ] || fail "systemd says nothing of a fault: $fault"
done
echo "the unit and the timer are as systemd wants them"
