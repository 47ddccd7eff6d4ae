"""The tables of the contract in a folder, and the questions that are asked of them: the same for every engine."""

import csv
import json
import pathlib
from typing import NamedTuple


class Table(NamedTuple):
    """A table: its files, its columns with their types, and which of these may be empty."""

    name: str
    paths: list
    columns: dict
    nullable: set


def tables(folder):
    """The tables in a folder, the list of organs among them if it is there."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        paths = resource["path"]
        paths = [str(folder / path) for path in ([paths] if isinstance(paths, str) else paths)]
        fields = resource["schema"]["fields"]
        nullable = {field["name"] for field in fields if not field["constraints"]["required"]}
        yield Table(resource["name"], paths, {field["name"]: field["physicalType"] for field in fields}, nullable)
    organs = folder / "organs.csv"
    if organs.exists():
        with organs.open(encoding="utf-8", newline="") as file:
            names = next(csv.reader(file))
        columns = {name: "int32" if name.startswith("valid_") else "utf8" for name in names}
        yield Table("organs", [str(organs)], columns, set(names) - {"organ", "organ_name"})


def view(folder):
    """The text of the view that the questions ask."""
    return (folder / "sql" / "counted_cells.sql").read_text(encoding="utf-8")


def questions(folder):
    """The texts of the questions by their names, byte for byte; and one for what the command found itself."""
    paths = sorted((folder / "sql").glob("*.sql"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths if path.stem != "counted_cells"}
    columns = "organ, report_year, scope, revision, rule_id, identity_no, difference"
    return texts | {"found": f"SELECT {columns} FROM findings WHERE NOT identity_no IS NULL"}
