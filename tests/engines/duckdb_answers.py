"""What DuckDB answers to the questions of the contract, asked of the tables in a folder: JSON on standard output.

usage: duckdb_answers.py FOLDER csv|parquet
"""

import json
import pathlib
import sys

import duckdb

TYPES = {"int32": "INTEGER", "int64": "BIGINT", "utf8": "VARCHAR"}


def relation(folder, resource, kind):
    """The rows of a table, out of all its files."""
    paths = resource["path"]
    paths = [str(folder / path) for path in ([paths] if isinstance(paths, str) else paths)]
    if kind == "parquet":
        return f"read_parquet({paths!r})"
    columns = {field["name"]: TYPES[field["physicalType"]] for field in resource["schema"]["fields"]}
    return f"read_csv({paths!r}, header = true, columns = {columns!r}, delim = ',', quote = '\"', escape = '\"')"


def main():
    folder, kind = pathlib.Path(sys.argv[1]), sys.argv[2]
    connection = duckdb.connect()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        name = resource["name"]
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {relation(folder, resource, kind)}")
    organs = ", ".join(f"'{name}': 'VARCHAR'" for name in ["organ", "organ_name", "level", "parent", "region"])
    types = f"{{{organs}, 'valid_from': 'INTEGER', 'valid_to': 'INTEGER'}}"
    connection.execute(
        f"CREATE VIEW organs AS SELECT * FROM read_csv('{folder / 'organs.csv'}', header = true, columns = {types})"
    )
    answers = {}
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "sql").glob("*.sql"))}
    connection.execute(f"CREATE VIEW counted_cells AS {texts.pop('counted_cells')}")
    columns = "organ, report_year, scope, revision, rule_id, identity_no, difference"
    texts["found"] = f"SELECT {columns} FROM findings WHERE NOT identity_no IS NULL"
    for name, text in texts.items():
        answers[name] = [list(row) for row in connection.execute(text).fetchall()]
    json.dump(answers, sys.stdout, ensure_ascii=False)


main()
