"""One row and one line add a facet to page, API, file, system check and both engines."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from search import checks
from search.fields import FACETS, Display, Facet, displayed_as
from search.index import documents

ROOT = Path(__file__).resolve().parents[3]
CASE = Path(__file__).with_name("one_more_facet_case.py")


def test_a_row_and_its_keys_are_all_that_a_facet_needs():
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n0",
        "-p",
        "tests.search.facets.one_more_facet",
    ]
    run = subprocess.run(
        [*command, str(CASE)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert "5 passed" in run.stdout


def test_the_table_of_today_passes_the_check():
    assert not checks.facets_have_keys_and_labels()


def test_a_row_without_keys_and_keys_without_a_row_are_reported(monkeypatch):
    monkeypatch.delitem(documents.FACET_KEYS, "hindernis")
    monkeypatch.setitem(documents.FACET_KEYS, "kleur", lambda item: [])
    found = {error.msg for error in checks.facets_have_keys_and_labels()}
    assert found == {
        "The facet hindernis stands in only one of FACETS and FACET_KEYS.",
        "The facet kleur stands in only one of FACETS and FACET_KEYS.",
    }


@pytest.mark.parametrize(
    "path",
    [
        *("armoedegeheugen.models.Nothing", "search.nowhere.LABELS"),
        *("armoedegeheugen.models.PracticeCard", "search.fields.UNKNOWN"),
    ],
)
def test_a_row_without_labels_is_reported(monkeypatch, path):
    rows = [replace(f, vocabulary=path) if f.name == "hindernis" else f for f in FACETS]
    monkeypatch.setattr(checks, "FACETS", rows)
    (error,) = checks.facets_have_keys_and_labels()
    assert error.id == "search.E003"
    assert "hindernis" in error.msg


def test_each_special_way_to_draw_a_facet_has_one():
    for display in Display:
        if display is not Display.LIST:
            assert isinstance(displayed_as(display), Facet)
