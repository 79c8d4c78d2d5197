#!/usr/bin/env bash
# command.sh LOFTE EXAMPLES: what `lofte notice` writes, where, and what it refuses to write.
set -euo pipefail

lofte=$1 examples=$2
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cd "$folder"

fail() {
  echo "command.sh: $1" >&2
  exit 1
}
# expect CODE WORDS COMMAND..: exits so, and says the words on stderr.
expect() {
  local code=$1 words=$2 found=0
  shift 2
  "$@" >stdout 2>stderr || found=$?
  [ "$found" -eq "$code" ] || fail "$* exits with $found, not $code: $(cat stderr)"
  grep -qF -- "$words" stderr || fail "$* does not say \`$words\`: $(cat stderr)"
}

cp -r "$examples/bookbeat" shop

# By default the first language of the policy, as a page, to stdout; a folder and an example's name say the same.
"$lofte" notice shop >page.html
grep -q '<html lang="en">' page.html || fail "the first language is not English"
"$lofte" notice bookbeat >same.html
cmp page.html same.html || fail "the example that is carried along is another one"
"$lofte" notice shop --output out.html
cmp page.html out.html || fail "--output writes something else"
"$lofte" notice shop --language nb --format text --output nb.txt
[ "$(head -1 nb.txt)" = "Personvernerklæring for BookBeat AB" ] || fail "no text in bokmål"
"$lofte" notice shop --language sv --format markdown --output sv.md
[ "$(head -1 sv.md)" = "# Integritetspolicy för BookBeat AB" ] || fail "no Markdown in Swedish"

# All of them beside each other, each leading to the others.
"$lofte" notice shop --all public/privacy
[ "$(ls public/privacy)" = "$(printf '%s.html\n' da en nb nn sv)" ] || fail "not all languages: $(ls public/privacy)"
[ "$(grep -c 'rel="alternate"' public/privacy/nn.html)" -eq 4 ] || fail "nynorsk does not lead to the others"

# A word that is missing is named, and nothing is written: not in this language, and not in the others either.
sed -i '/^  visit.ip:/d' shop/words/da.yaml
expect 1 'no word in `da` for `visit.ip` of `data`' "$lofte" notice shop --language da --output da.html
[ ! -s stdout ] || fail "something was printed"
[ ! -e da.html ] || fail "a notice was written without a word that it needs"
expect 1 'write `visit.ip: ..` under `data:` in words/da.yaml' "$lofte" notice shop --all others
[ ! -e others ] || fail "some languages were written although one is missing a word"

expect 2 'choose one of `da`, `en`, `nb`, `nn`, `sv`' "$lofte" notice shop --language tlh
rm shop/words/nn.yaml
expect 2 'there are no words in `nn`: write words/nn.yaml' "$lofte" notice shop --language nn
expect 2 'policy.yaml' "$lofte" notice nowhere
expect 2 'excludes --all' "$lofte" notice shop --all x --language nb

# What is wrong with the policy comes first, and a draft is told to nobody.
sed 's/^effective:.*/effective: soon/' shop/policy.yaml >wrong.yaml && mkdir -p wrong && mv wrong.yaml wrong/policy.yaml
expect 1 'policy.yaml:' "$lofte" notice wrong
echo "command.sh: all as it should be"
