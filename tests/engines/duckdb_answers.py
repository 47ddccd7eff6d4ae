"""What DuckDB answers to the questions of the contract, asked of the tables in a folder: JSON on standard output.

usage: duckdb_answers.py FOLDER csv|parquet
"""

import json
import pathlib
import sys

import duckdb

import contract

TYPES = {"int32": "INTEGER", "int64": "BIGINT", "utf8": "VARCHAR"}


def relation(table, kind):
    """The rows of a table, out of all its files."""
    if kind == "parquet" and table.name != "organs":
        return f"read_parquet({table.paths!r})"
    columns = {name: TYPES[kind] for name, kind in table.columns.items()}
    return f"read_csv({table.paths!r}, header = true, columns = {columns!r}, delim = ',', quote = '\"', escape = '\"')"


def open_tables(connection, folder, kind):
    """Makes every table a view of its name."""
    for table in contract.tables(folder):
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {relation(table, kind)}")
    connection.execute(f"CREATE VIEW counted_cells AS {contract.view(folder)}")


def main():
    folder, kind = pathlib.Path(sys.argv[1]), sys.argv[2]
    connection = duckdb.connect()
    open_tables(connection, folder, kind)
    questions = contract.questions(folder)
    answers = {name: connection.execute(text).fetchall() for name, text in questions.items()}
    json.dump(answers, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
