"""ClickHouse as two servers on this machine, each with the reports of half of the organs, which are ended again.

On each server the database `shard` has its half of the reports and all of what is not of reports; `whole` has tables
of the same names that ask both servers.
"""

import contextlib
import json
import pathlib
import tempfile
import urllib.error
import urllib.parse
import urllib.request

import chdb

import contract
import processes

TYPES = {"int32": "Int32", "int64": "Int64", "utf8": "String"}
OF_REPORTS = ["reports", "cells", "texts", "findings"]
COUNTED = "organ String, report_year Int32, scope String, edition String, cell String, amount Nullable(Int64)"


def configuration(folder, ports, shards):
    """What a server is told: it listens on this machine alone."""
    replicas = "".join(
        f"<shard><replica><host>127.0.0.1</host><port>{port}</port>"
        "<default_database>shard</default_database></replica></shard>"
        for port in shards
    )
    user = "<password></password><networks><ip>127.0.0.1</ip></networks>"
    users = f"<default>{user}<profile>default</profile><quota>default</quota></default>"
    # A subquery of reports beside reports is of the same half: an organ is never on both.
    profile = "<distributed_product_mode>local</distributed_product_mode>"
    return f"""<yandex>
  <logger><level>warning</level><log>{folder}/log</log><errorlog>{folder}/errors</errorlog></logger>
  <listen_host>127.0.0.1</listen_host>
  <tcp_port>{ports[0]}</tcp_port><http_port>{ports[1]}</http_port><interserver_http_port>{ports[2]}</interserver_http_port>
  <path>{folder}/data/</path><tmp_path>{folder}/tmp/</tmp_path>
  <mark_cache_size>100000000</mark_cache_size>
  <users_config>{folder}/config.xml</users_config><default_profile>default</default_profile>
  <profiles><default>{profile}</default></profiles><users>{users}</users><quotas><default /></quotas>
  <remote_servers><two>{replicas}</two></remote_servers>
</yandex>"""


class Server:
    """A server, asked over HTTP."""

    def __init__(self, port):
        self.port = port

    def ask(self, text, data=b"", database="default"):
        """What it answers."""
        address = f"http://127.0.0.1:{self.port}/?" + urllib.parse.urlencode({"query": text, "database": database})
        try:
            return urllib.request.urlopen(urllib.request.Request(address, data=data)).read()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{text}\n{error.read().decode()}") from None

    def rows(self, text):
        """The rows of an answer of both halves."""
        return json.loads(self.ask(f"{text} FORMAT JSONCompact", database="whole"))["data"]


def columns(table):
    """The columns of a table, as ClickHouse declares them."""
    kinds = ((name, TYPES[kind], name in table.nullable) for name, kind in table.columns.items())
    return ", ".join(f"{name} Nullable({kind})" if empty else f"{name} {kind}" for name, kind, empty in kinds)


def file(table, path):
    """The rows of a file of a table."""
    kind = "CSVWithNames" if table.name == "organs" else "Parquet"
    return f"SELECT * FROM file('{path}', '{kind}', '{columns(table)}')"


def load(servers, folder):
    """Gives each server its half of the tables of reports, and all of the others. Debian's ClickHouse reads no
    Parquet: chDB, a later one, reads it for both."""
    for server in servers:
        server.ask("CREATE DATABASE shard")
        server.ask("CREATE DATABASE whole")
    for table in contract.tables(folder):
        is_halved = table.name in OF_REPORTS
        for at, server in enumerate(servers):
            server.ask(f"CREATE TABLE shard.{table.name} ({columns(table)}) ENGINE = MergeTree ORDER BY tuple()")
            half = f" WHERE cityHash64(organ) % 2 = {at}" if is_halved else ""
            for path in table.paths:
                rows = chdb.query(file(table, path) + half, "Native").bytes()
                server.ask(f"INSERT INTO shard.{table.name} FORMAT Native", rows)
            if is_halved:
                ask_both(server, table.name, columns(table))
            else:
                server.ask(f"CREATE VIEW whole.{table.name} AS SELECT * FROM shard.{table.name}")
    for server in servers:
        server.ask(f"CREATE VIEW counted_cells AS {contract.view(folder)}", database="shard")
        ask_both(server, "counted_cells", COUNTED)


def ask_both(server, name, declared):
    """Makes a table that asks those of the same name on both servers."""
    server.ask(f"CREATE TABLE whole.{name} ({declared}) ENGINE = Distributed(two, shard, {name})")


@contextlib.contextmanager
def cluster(folder):
    """Two servers with the tables of the folder; each has reports."""
    with tempfile.TemporaryDirectory() as home, processes.starting() as start:
        ports = processes.free_ports(6)
        servers = []
        for at in range(2):
            own, of_it = pathlib.Path(home, str(at)), ports[at * 3 :][:3]
            own.mkdir()
            (own / "config.xml").write_text(configuration(own, of_it, ports[::3]), encoding="utf-8")
            process = start(["clickhouse-server", f"--config-file={own}/config.xml"], own / "output")
            processes.wait_for(of_it[1], process, own / "output")
            servers.append(Server(of_it[1]))
        load(servers, folder)
        halves = [int(server.ask("SELECT count() FROM shard.reports")) for server in servers]
        if not all(halves):
            raise SystemExit(f"the shards have {halves} reports: nothing was distributed")
        yield servers[0]
