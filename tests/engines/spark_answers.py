"""What Apache Spark answers to the questions of the contract, by a master and two workers that are started for it,
asked of the Parquet in a folder: JSON on standard output.

usage: spark_answers.py FOLDER
"""

import json
import pathlib
import sys

import contract
import spark_cluster


def main():
    folder = pathlib.Path(sys.argv[1])
    with spark_cluster.cluster(workers=2) as session:
        spark_cluster.open_tables(session, folder)
        questions = contract.questions(folder)
        answers = {name: [list(row) for row in session.sql(text).collect()] for name, text in questions.items()}
    json.dump(answers, sys.stdout, ensure_ascii=False)


main()
