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
expect 2 'policy.yaml:' "$lofte" notice wrong
mkdir draft
sed "s/^lofte: 1/lofte: 1\\ndraft: { source: privacy.txt, sha256: $(printf 'a%.0s' {1..64}) }/" "$examples/bookbeat/policy.yaml" >draft/policy.yaml
expect 2 'is a draft that was read from `privacy.txt`' "$lofte" notice draft

# What cannot be read is not said to be missing.
mkdir shop/words/nn.yaml
expect 2 'is a directory' "$lofte" notice shop --language nn
rmdir shop/words/nn.yaml

# The page carries its JSON-LD, under the address that it is published at; nothing in it runs.
"$lofte" notice bookbeat --url https://bookbeat.example/privacy >page.html
[ "$(grep -c '<script' page.html)" -eq 1 ] || fail "not one script element"
sed -n '/<script type="application\/ld+json">/,/<\/script>/p' page.html | sed '1d;$d' >page.jsonld
grep -q '"this": "https://bookbeat.example/privacy#"' page.jsonld || fail "the JSON-LD does not go by the address"
if grep -q '<' page.jsonld; then fail "the JSON-LD could end its element"; fi
sed '/<script type/,/<\/script>/d' page.html >bare.html
for page in page bare; do
  "$lofte" import $page.html 2>/dev/null | sed -E 's/line:? [0-9]+, bytes:? [0-9-]+//g; /sha256/d; /html/d' >$page.yaml  # but for the places
done
cmp page.yaml bare.yaml || fail "import reads the JSON-LD of a page"
for address in ftp://shop.example shop.example https:// 'https://shop.example/a b' 'https://"x'; do
  expect 2 '--url: write a web address' "$lofte" notice bookbeat --url "$address"
done
expect 2 '--url is written into html, jsonld and tilt' "$lofte" notice bookbeat --format text --url https://shop.example

# JSON-LD is one document with every language that there are words in; TILT one document a language, in its words or the policy's own.
cp -r "$examples/bookbeat" all
"$lofte" notice all --format jsonld >all.jsonld
for language in da en nb nn sv; do
  grep -q "\"@language\": \"$language\"" all.jsonld || fail "no label in $language"
done
"$lofte" notice all --all machine --format jsonld
[ "$(ls machine)" = notice.jsonld ] || fail "not one document: $(ls machine)"
cmp all.jsonld machine/notice.jsonld || fail "--all writes something else"
expect 2 'has all languages in it' "$lofte" notice all --format jsonld --language nb
expect 2 'add `controller: address`' "$lofte" notice all --format tilt
sed -i 's/^  email: privacy@bookbeat.com/&\n  address: Storgatan 1, Stockholm/' all/policy.yaml
"$lofte" notice all --all tilt --format tilt || fail "no TILT of all languages that there are words in"
[ "$(ls tilt)" = "$(printf '%s.tilt.json\n' da en nb nn sv)" ] || fail "not all languages: $(ls tilt)"
"$lofte" notice all --format tilt --url https://bookbeat.example/privacy >url.json
grep -q '"url": "https://bookbeat.example/privacy"' url.json || fail "TILT does not say the address"
expect 2 'texts of a language may stand in its words instead' "$lofte" notice all --format tilt --language fi
expect 2 'there are no sentences in `is`' "$lofte" notice all --format tilt --language is
echo "command.sh: all as it should be"
