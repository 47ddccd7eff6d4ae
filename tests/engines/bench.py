"""So many reports made, written as tables, checked and added up, on DuckDB, Spark and pandas: a line for each step,
with its time, its memory and how much more it is than with fewer reports.

usage: bench.py FOLDER COUNT...

What is in the folder already is not made again, but for the tables. No number of this is tested.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[2]
COMMAND = ROOT / "target" / "command" / "nianbao"
MAKER = ROOT / "target" / "release" / "examples" / "reports"
MEASURE = pathlib.Path(__file__).with_name("measure.py")
# More of them as JSON than memory holds in data frames.
PANDAS_AT_MOST = 100_000


def run(command):
    """Runs a program: what it prints, its seconds by the clock and of cores, the most memory that it had in MB."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as complained:
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=complained)
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complained.seek(0)
            raise SystemExit(complained.read().decode())
    return said, time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def megabytes(folder):
    """How much the files below a folder hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def steps(folder, count):
    """The steps with so many reports: name, seconds by the clock and of cores, megabytes, what else is to be said."""
    reports, tables = folder / "reports", folder / "long"
    if not reports.exists():
        run([MAKER, count, folder / "making"])
        (folder / "making").rename(reports)
    shutil.rmtree(tables, ignore_errors=True)
    _, seconds, cores, memory = run([COMMAND, "table", reports, "-o", tables])
    yield "tables", seconds, cores, memory, f"{megabytes(reports):.0f} MB JSON, {megabytes(tables / 'cells'):.1f} MB cells"
    for engine in ["duckdb", "spark-1", "spark-2", "pandas"]:
        if engine == "pandas" and count > PANDAS_AT_MOST:
            continue
        said, _, _, memory = run([sys.executable, MEASURE, engine, folder])
        said = json.loads(said)
        for step in ["start", "read", "check", "sum"]:
            if step in said:
                # Python is but the driver of Spark: a worker has a core, and the memory that it is given.
                own = (None, None) if engine.startswith("spark") else (said[f"{step} cores"], memory)
                yield f"{engine} {step}", said[step], *own, str(said["rows"]) if step == "check" else ""


def main():
    folder, before = pathlib.Path(sys.argv[1]), {}
    for count in map(int, sys.argv[2:]):
        print(f"{count:,} reports on {os.cpu_count()} cores, which others may use: the load of the machine is told")
        for name, seconds, cores, memory, words in steps(folder / str(count), count):
            growth = f"× {seconds / before[name]:.1f}" if before.get(name) else ""
            before[name] = seconds
            cores = "" if cores is None else f"{cores:.1f} s of cores"
            memory = "" if memory is None else f"{memory:.0f} MB"
            load = f"load {os.getloadavg()[0]:.1f}"
            print(f"  {name:14}{seconds:8.1f} s  {growth:8}{cores:>16}{memory:>10}  {load:10}{words}", flush=True)


main()
