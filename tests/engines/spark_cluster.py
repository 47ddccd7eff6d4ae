"""Apache Spark as a cluster on this machine: a master, and workers of one core each, which are ended again."""

import contextlib
import os
import pathlib
import tempfile
import time

import pyspark
from pyspark.sql import SparkSession

import contract
import processes

TYPES = {"int32": "INT", "int64": "BIGINT", "utf8": "STRING"}
LOCAL = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "localhost"}
CLASS = pathlib.Path(pyspark.__file__).parent / "bin" / "spark-class"


@contextlib.contextmanager
def master(workers, memory):
    """Starts a master and so many workers; yields its address."""
    (port,) = processes.free_ports(1)
    address = f"spark://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, processes.starting() as start:
        environment = {**os.environ, **LOCAL, "SPARK_WORKER_DIR": folder, "SPARK_LOCAL_DIRS": folder}

        def deploy(name, role, *arguments):
            command = [CLASS, f"org.apache.spark.deploy.{role}", "--host", "127.0.0.1", "--webui-port", "0"]
            return start([*command, *arguments], f"{folder}/{name}.log", env=environment)

        processes.wait_for(port, deploy("master", "master.Master", "--port", str(port)), f"{folder}/master.log")
        for worker in range(workers):
            deploy(f"worker-{worker}", "worker.Worker", "--cores", "1", "--memory", memory, address)
        yield address


@contextlib.contextmanager
def cluster(workers, memory="1g"):
    """A session on so many workers, all of which are there."""
    os.environ.update(LOCAL)
    with master(workers, memory) as address:
        settings = {
            "spark.cores.max": str(workers),
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.executor.cores": "1",
            "spark.executor.memory": memory,
            "spark.sql.shuffle.partitions": "4",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }
        session = SparkSession.builder.master(address).appName("nianbao").config(map=settings).getOrCreate()
        try:
            session.sparkContext.setLogLevel("ERROR")
            wait_for_workers(session, workers)
            yield session
        finally:
            session.stop()


def wait_for_workers(session, workers):
    """Until all are there: with fewer of them nothing would be distributed, and no answer would tell."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        # The driver is one of those that have memory.
        there = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
        if there == workers:
            return
        time.sleep(0.2)
    raise SystemExit(f"{there} of {workers} workers of Spark are there")


def open_tables(session, folder):
    """Makes every table a view of its name."""
    for table in contract.tables(folder):
        if table.name == "organs":
            types = ", ".join(f"{name} {TYPES[kind]}" for name, kind in table.columns.items())
            rows = session.read.csv(table.paths, schema=types, header=True)
        else:
            rows = session.read.parquet(*table.paths)
        rows.createOrReplaceTempView(table.name)
    session.sql(contract.view(folder)).createOrReplaceTempView("counted_cells")
