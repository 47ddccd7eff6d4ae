"""What ClickHouse answers to the questions of the contract, asked of the Parquet in a folder: JSON on standard output.

usage: clickhouse_answers.py FOLDER chdb|shards

chdb is the engine of today within Python; shards are two servers of the version that Debian has.
"""

import json
import pathlib
import sys

from chdb import session

import clickhouse_shards
import contract


def chdb_rows(folder):
    """What asks chDB."""
    engine = session.Session()
    engine.query("CREATE DATABASE whole")
    engine.query("USE whole")
    for table in contract.tables(folder):
        parts = " UNION ALL ".join(clickhouse_shards.file(table, path) for path in table.paths)
        engine.query(f"CREATE VIEW {table.name} AS {parts}")
    engine.query(f"CREATE VIEW counted_cells AS {contract.view(folder)}")
    return lambda text: json.loads(engine.query(text, "JSONCompact").bytes())["data"]


def main():
    folder, kind = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    questions = contract.questions(folder)
    if kind == "chdb":
        rows = chdb_rows(folder)
        answers = {name: rows(text) for name, text in questions.items()}
    else:
        with clickhouse_shards.cluster(folder) as server:
            answers = {name: server.rows(text) for name, text in questions.items()}
    json.dump(answers, sys.stdout, ensure_ascii=False)


main()
