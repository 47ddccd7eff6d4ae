"""Servers on this machine: ports that nobody has, waiting until one answers, and ending all that were started."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time


def free_ports(count):
    """So many ports of this machine that nobody has."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


@contextlib.contextmanager
def starting():
    """Yields what starts a program with its output in a file; all of them end with the block, and what they started."""
    started = []
    # Ended from outside, it ends what it started as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def start(command, output, **more):
        with open(output, "wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **more)
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            process.wait(60)


def wait_for(port, process, output):
    """Until the port answers; else stops with what the program said."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"{process.args[0]} does not answer:\n{open(output, encoding='utf-8').read()}")
