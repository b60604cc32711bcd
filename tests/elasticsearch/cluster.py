"""Nodes on this machine: started, waited for with a bound, stopped by their own pids.

Every node also ends by itself once nobody holds its lease, so a killed test run leaves none.
"""

import fcntl
import json
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.elasticsearch.install import installed

START_SECONDS = 180
STOP_SECONDS = 20
HEAP = "512m"
# Indices; their names have to fit in an address of 4 KB.
DROPPED_AT_ONCE = 20

# As on a server: with the tests' collector the heap is full before it is looked through.
SERVER = ("-Xms2g", "-Xmx2g", "-XX:-UseSerialGC", "-XX:+UseG1GC")
# For tests: compiled in a hurry, up in half the time, slower once it has run for a while.
QUICK_START = ("-XX:TieredStopAtLevel=1",)


def _state(thread: Path) -> str:
    """The state of a thread as Linux writes it, behind its name in brackets."""
    try:
        return (thread / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:  # it ended meanwhile
        return "T"


@dataclass
class Node:
    name: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def pause(self) -> None:
        """Stop the process, and return when each of its threads has stopped."""
        self.process.send_signal(signal.SIGSTOP)
        threads = Path(f"/proc/{self.process.pid}/task")
        deadline = time.monotonic() + STOP_SECONDS
        while any(_state(thread) != "T" for thread in threads.iterdir()):
            assert time.monotonic() < deadline, "the node does not stop"
            time.sleep(0.01)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(STOP_SECONDS)

    def stop(self) -> None:
        self.resume()
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


class Cluster:
    """`nodes` nodes in `directory`, which is emptied first. Use it as a context manager."""

    def __init__(
        self,
        directory: Path,
        nodes: int = 1,
        port: int = 0,
        options: Sequence[str] = QUICK_START,
    ) -> None:
        self._options = options
        self._directory = directory
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        self.lease = directory / "lease"
        self.held = hold(self.lease)
        ports = free_ports(2 * nodes)
        http = [port + i for i in range(nodes)] if port else ports[:nodes]
        self._transport = ports[nodes:]
        self.nodes = [self._start(i, http[i]) for i in range(nodes)]

    def __enter__(self) -> "Cluster":
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def urls(self) -> list[str]:
        return [node.url for node in self.nodes]

    def restart(self, index: int) -> None:
        """A killed node again, with the data it had."""
        self.nodes[index] = self._start(index, self.nodes[index].port)

    def wait(self, status: str = "green") -> None:
        """Until all nodes are in, or RuntimeError with the end of their logs."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            health = self._health()
            if health.get("number_of_nodes") == len(self.nodes) and health["status"] == status:
                return
            if any(node.process.poll() is not None for node in self.nodes):
                break
            time.sleep(0.3)
        raise RuntimeError(f"Elasticsearch did not start:\n{self._logs()}")

    def stop(self) -> None:
        for node in self.nodes:
            node.stop()
        self.held.close()

    def _health(self) -> dict[str, Any]:
        for node in self.nodes:
            try:
                return request(f"{node.url}/_cluster/health", timeout=2)
            except OSError:
                continue
        return {}

    def _start(self, index: int, port: int) -> Node:
        name = f"node-{index}"
        settings = self._settings(name, port, self._transport[index])
        log = (self._directory / f"{name}.log").open("ab")
        process = subprocess.Popen(
            [*self._java(), "Launcher", str(self.lease), *settings],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()
        return Node(name, port, process)

    def _settings(self, name: str, http: int, transport: int) -> list[str]:
        names = [f"node-{i}" for i in range(len(self._transport))]
        settings = {
            "cluster.name": "test",
            "node.name": name,
            "path.home": installed() / "home",
            "path.data": self._directory / name,
            "network.host": "127.0.0.1",
            "http.port": http,
            "transport.port": transport,
            "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in self._transport),
            "cluster.initial_master_nodes": ",".join(names),
            # Or a nearly full disk turns every index read-only.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        return [f"{key}={value}" for key, value in settings.items()]

    def _java(self) -> list[str]:
        home = installed()
        return [
            "java",
            f"-Xms{HEAP}",
            f"-Xmx{HEAP}",
            "-XX:+UseSerialGC",
            *self._options,
            f"-Djava.io.tmpdir={self._directory}",
            "-Dlog4j2.disable.jmx=true",
            "-cp",
            f"{home / 'classes'}:{home / 'lib'}/*",
        ]

    def _logs(self) -> str:
        logs = self._directory.glob("*.log")
        return "\n".join(log.read_text(errors="replace")[-3000:] for log in sorted(logs))


def hold(lease: Path) -> IO[bytes]:
    """A share in a lease, until the file is closed or this process ends.

    `lockf`, not `flock`: it is the kind of lock that Java sees.
    """
    file = lease.open("ab+")
    fcntl.lockf(file, fcntl.LOCK_SH)
    return file


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on now; all are held at once, so they differ."""
    sockets = [socket.socket() for _ in range(number)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def request(url: str, method: str = "GET", body: Any = None, timeout: float = 10) -> Any:
    """Straight to the server, past the client under test."""
    data = json.dumps(body).encode() if body is not None else None
    headers = {"Content-Type": "application/json"}
    asked = urllib.request.Request(url, data, headers, method=method)
    with urllib.request.urlopen(asked, timeout=timeout) as answer:
        return json.load(answer)


def drop(url: str, prefix: str) -> None:
    """Every index whose name begins so."""
    left = request(f"{url}/_cat/indices/{prefix}-*?format=json&h=index", timeout=60)
    names = [index["index"] for index in left]
    for start in range(0, len(names), DROPPED_AT_ONCE):
        some = ",".join(names[start : start + DROPPED_AT_ONCE])
        request(f"{url}/{some}", method="DELETE", timeout=60)
