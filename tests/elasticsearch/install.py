"""The server's files, made once by Maven and kept in var/elasticsearch/.

    <version>-<digest>/lib/                        the class path
    <version>-<digest>/classes/                    the launcher
    <version>-<digest>/home/modules/transport-netty4/   what speaks HTTP

A jar both on the class path and in a module is refused by the server, so each is in one place.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / "var" / "elasticsearch"
VERSION = "8.19.0"
MAVEN_SECONDS = 600

DESCRIPTOR = f"""\
name=transport-netty4
description=HTTP and transport
version={VERSION}
elasticsearch.version={VERSION}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
extended.plugins=
has.native.controller=false
"""


class Missing(Exception):
    """A tool that is needed to run a server is not on this machine."""


def installed() -> Path:
    """Where the server's files are; made at the first call, which takes a minute."""
    for tool in ("java", "mvn"):
        if shutil.which(tool) is None:
            raise Missing(f"A real Elasticsearch needs `{tool}`, which is not on the path.")
    home = CACHE / f"{VERSION}-{_digest()}"
    with locked(CACHE / "install.lock"):
        if not home.exists():
            _install(home)
    return home


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the kernel lets go if it dies. Waits as long as Maven may take."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _install(home: Path) -> None:
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        draft = Path(scratch)
        _maven(draft)
        module = draft / "home" / "modules" / "transport-netty4"
        module.mkdir(parents=True)
        (draft / "home" / "config").mkdir()
        (module / "plugin-descriptor.properties").write_text(DESCRIPTOR)
        for jar in (draft / "lib").glob("*.jar"):
            if jar.name.startswith(("netty-", "transport-netty4-")):
                jar.rename(module / jar.name)
        home.mkdir()
        for part in ("lib", "classes", "home"):
            os.replace(draft / part, home / part)


def _maven(draft: Path) -> None:
    goals = ["compile", "dependency:copy-dependencies"]
    places = [f"-Doutput={draft}", f"-DoutputDirectory={draft / 'lib'}"]
    command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *places, *goals]
    result = subprocess.run(
        command, capture_output=True, text=True, timeout=MAVEN_SECONDS, check=False
    )
    if result.returncode != 0:
        raise RuntimeError(f"Maven failed:\n{result.stdout[-4000:]}{result.stderr[-4000:]}")


def _digest() -> str:
    """Another pom or launcher gives another directory, so a stale one is never used."""
    files = (HERE / "pom.xml", HERE / "src" / "main" / "java" / "Launcher.java")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
