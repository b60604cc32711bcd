"""gunicorn writes its lines in the form of the portal's."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.deploy.checkout import ROOT
from tests.deploy.test_gunicorn import ask
from tests.elasticsearch.cluster import free_ports

APPLICATION = """
def application(environ, start_response):
    if "kapot" in environ["PATH_INFO"]:
        raise RuntimeError("Kapot.")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"goed"]
"""


@pytest.fixture
def written(tmp_path: Path) -> Iterator[list[dict[str, str]]]:
    """The lines of a server that answered one request well and one badly."""
    (tmp_path / "stub.py").write_text(APPLICATION)
    (port,) = free_ports(1)
    command = [
        sys.executable, "-m", "gunicorn", "--config", ROOT / "deploy/gunicorn.conf.py",
        "--chdir", tmp_path, "--bind", f"127.0.0.1:{port}", "--workers", "1", "stub:application",
    ]  # fmt: skip
    environment = {"HOME": str(tmp_path), "LOG_FORMAT": "json"}
    with (tmp_path / "lines").open("w") as file:
        process = subprocess.Popen(command, env=environment, stderr=file)
        try:
            assert ask(f"http://127.0.0.1:{port}/") == "goed"
            with pytest.raises(HTTPError, match="500"):
                ask(f"http://127.0.0.1:{port}/kapot?q=geheim")
        finally:
            process.terminate()
            process.wait(20)
    return [json.loads(line) for line in (tmp_path / "lines").read_text().splitlines()]


def test_each_line_is_one_of_ours(written):
    assert {entry["logger"] for entry in written} == {"gunicorn.error"}  # and no log of visits
    assert any(entry["message"].startswith("Listening at") for entry in written)


def test_an_error_outside_django_is_written_without_its_question(written):
    (error,) = [entry for entry in written if entry["level"] == "ERROR" and "traceback" in entry]
    assert error["message"] == "Error handling request GET /kapot?[hidden]"
    assert "RuntimeError: Kapot." in error["traceback"]
