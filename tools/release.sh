#!/usr/bin/env bash
# Makes the folder to copy, release/nianbao-VERSION/: the page for a server, the single file, the guide with its
# pictures, the licences of what is inside, the software bill of materials, and a digest of every file.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n '0,/^version = "\(.*\)"/s//\1/p' Cargo.toml)
folder=release/nianbao-$version
rm -rf "$folder"
mkdir -p "$folder/guide"
cp -r dist "$folder/site"
mv "$folder/site/nianbao.html" "$folder/"
# The folder for the server has its own list, without the single file.
sed -i '/  nianbao\.html$/d' "$folder/site/SHA256SUMS"
cp docs/guide/* "$folder/guide/"
for picture in first-visit:first-visit editor-errors:editor preview:preview; do
  cp "screenshots/${picture%:*}-1366.png" "$folder/guide/${picture#*:}.png"
done
cp LICENSE LICENSE-MIT LICENSE-APACHE "$folder/"
node tools/licences.mjs >"$folder/LICENCES-OF-PARTS.txt"
for bill in target/*.cdx.json dist/*.cdx.json; do
  [ -e "$bill" ] && cp "$bill" "$folder/"
done
(cd "$folder" && find . -type f ! -path ./SHA256SUMS | sort | xargs -d '\n' sha256sum >SHA256SUMS)
echo "$folder:"
ls "$folder"
