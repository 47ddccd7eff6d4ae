"""One measurement on the tables in a folder, in a process of its own: JSON with seconds and counts on standard output.

usage: measure.py duckdb|spark-1|spark-2|pandas FOLDER

FOLDER has the reports as JSON in `reports`, the tables that were made of them in `long`.
"""

import json
import pathlib
import sys
import time

import contract

CHECK = ["broken", "undecided", "carried"]


def timed(step, act):
    """What an act comes to, and how many seconds the step took, by the clock and of cores."""
    start, core = time.monotonic(), time.process_time()
    result = act()
    seconds = [round(now - then, 2) for now, then in [(time.monotonic(), start), (time.process_time(), core)]]
    return result, {step: seconds[0], f"{step} cores": seconds[1]}


def by_questions(count, folder):
    """Asks what is wrong, then for the sums; `count` gives the number of rows of an answer."""
    questions = contract.questions(folder)
    rows, check = timed("check", lambda: {name: count(questions[name]) for name in CHECK})
    rows["sums"], added = timed("sum", lambda: count(questions["sums"]))
    return check | added | {"rows": rows}


def by_duckdb(folder):
    """DuckDB within 4 GB, the rest on the disk; answers are kept as tables."""
    import duckdb

    import duckdb_answers

    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '4GB'; SET threads = 2; SET temp_directory = '{folder / 'spilled'}'")
    duckdb_answers.open_tables(connection, folder / "long", "parquet")
    ask = lambda text: connection.execute(f"CREATE OR REPLACE TEMP TABLE answer AS {text}").fetchone()[0]
    return by_questions(ask, folder / "long")


def by_spark(folder, workers):
    """Spark with so many workers of one core and 2 GB each; what starting them takes is apart."""
    import spark_cluster

    start = time.monotonic()
    with spark_cluster.cluster(workers, "2g") as session:
        started = round(time.monotonic() - start, 2)
        spark_cluster.open_tables(session, folder / "long")
        return by_questions(lambda text: session.sql(text).count(), folder / "long") | {"start": started}


def by_pandas(folder):
    """What one would write by hand: every JSON into a row of a data frame, the identities as sums of its columns.
    It counts every publication, and a total that is not finished as if it were."""
    import pandas

    def flat(value, name):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from flat(inner, f"{name}.{key}" if name else key)
        elif isinstance(value, int):
            yield name, value

    def read():
        files = (json.loads(path.read_bytes()) for path in sorted((folder / "reports").rglob("*.json")))
        return pandas.DataFrame([dict(flat(file, "")) | {"edition": file["edition"]} for file in files])

    frame, reading = timed("read", read)
    terms = pandas.read_parquet(folder / "long" / "identity_terms.parquet")

    def check():
        broken = 0
        for (edition, _), identity in terms.groupby(["edition", "identity_no"]):
            cells = frame.loc[frame["edition"] == edition, list(identity["cell"])]
            difference = (cells * list(identity["sign"])).sum(axis=1, skipna=False)
            broken += int((difference.notna() & (difference != 0)).sum())
        return broken

    broken, checking = timed("check", check)
    sums, added = timed("sum", lambda: frame.groupby(["year", "edition"]).sum(numeric_only=True).size)
    return reading | checking | added | {"rows": {"broken": broken, "sums": sums}}


def main():
    engine, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if engine.startswith("spark-"):
        result = by_spark(folder, int(engine.removeprefix("spark-")))
    else:
        result = {"duckdb": by_duckdb, "pandas": by_pandas}[engine](folder)
    json.dump(result, sys.stdout)


main()
