#!/usr/bin/env bash
# Turns every text and web page of a folder of reports into .docx, .xlsx and .pdf, by LibreOffice and by
# Chromium's print, so that the readers can be tried on the same report in every form.
# usage: tools/convert-reports.sh FOLDER OUT   (needs soffice with Writer and Calc, and chromium)
set -euo pipefail
from=$(realpath "$1") to=$2
mkdir -p "$to"
to=$(realpath "$to")
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

# office FILE EXTENSION FILTER-IN FILTER-OUT: as LibreOffice converts it.
office() {
  local out; out="$to/$(basename "${1%.*}").$2"
  [ -e "$out" ] && return
  soffice "-env:UserInstallation=file://$profile" --headless ${3:+"--infilter=$3"} --convert-to "$4" --outdir "$to" "$1" >/dev/null 2>&1 && [ -e "$out" ] || echo "not converted: $1 to $2" >&2
}

# printed FILE: as Chromium prints it.
printed() {
  local out; out="$to/$(basename "${1%.*}").printed.pdf"
  [ -e "$out" ] && return
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$out" "file://$1" >/dev/null 2>&1
}

for file in "$from"/*.txt "$from"/*.html; do
  case $file in *.source.txt) continue ;; esac
  case $file in
    *.txt) text='Text (encoded):UTF8,LF,,,' sheet='Text - txt - csv (StarCalc):9,34,76,1' ;;
    *) text='HTML (StarWriter)' sheet='HTML (StarCalc)' ;;
  esac
  office "$file" docx "$text" 'docx:MS Word 2007 XML'
  office "$file" pdf "$text" 'pdf:writer_pdf_Export'
  office "$file" xlsx "$sheet" 'xlsx:Calc MS Excel 2007 XML'
  printed "$file"
done
