"""Which of the SQL texts in a folder would have to be written otherwise for an engine: JSON on standard output.

usage: dialects.py FOLDER
"""

import json
import pathlib
import sys

import sqlglot

DIALECTS = ["clickhouse", "doris", "duckdb", "hive", "mysql", "postgres", "presto", "spark", "starrocks", "trino"]


def plain(text):
    """A text whatever its line breaks and capitals."""
    return " ".join(text.split()).lower()


def main():
    other = []
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        for dialect in DIALECTS:
            (written,) = sqlglot.transpile(text, read=dialect, write=dialect, pretty=True)
            if plain(written) != plain(text):
                other.append(f"{dialect}: {path.stem}")
    json.dump(other, sys.stdout)


main()
