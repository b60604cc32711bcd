"""That `make bench` measures what it says, with figures too small to mean anything."""

import json
import time

import pytest
from django.core.management import call_command

from armoedegeheugen.models import PracticeCard
from tools.bench import page_load, peer, probe
from tools.bench.corpus import COMMON_WORD, Generator
from tools.bench.pages import make_pages
from tools.bench.report import write
from tools.bench.results import Results
from tools.bench.targets import targets
from tools.bench.timing import TimedItems, timed

ITEMS, PAGES = 60, 12


@pytest.fixture
def index(settings, tmp_path, monkeypatch) -> None:
    settings.SEARCH_URL = f"embedded:{tmp_path / 'index'}"
    settings.WAGTAIL_2FA_REQUIRED = False
    monkeypatch.setenv("SEARCH_URL", settings.SEARCH_URL)


@pytest.fixture
def corpus(db, index) -> dict:
    call_command("load_vocabularies", if_empty=True)
    return probe.build(ITEMS)


def test_a_run_makes_a_document(corpus, monkeypatch, tmp_path):
    call_command("load_demo", empty=True)
    make_pages(PAGES)
    monkeypatch.setattr(PracticeCard, "search_fields", PracticeCard.search_fields)
    monkeypatch.setattr(peer, "_publish", lambda get: lambda: None)  # waits for a commit
    peer._add_filter_fields()
    embedded = corpus | probe.search(time.perf_counter(), calls=2) | {"mib": 1, "load": 0.5}
    slow = json.loads(json.dumps(embedded))
    for times in slow["questions"].values():
        times["json"]["p50"] *= 11
    found = {
        "machine": "2 × test",
        "versions": "none",
        "pages": PAGES,
        "sizes": {"10000": {"embedded": embedded}, "100000": {"embedded": embedded}},
        "peers": {"Wagtail, SQLite": peer.wagtails(), "this portal, embedded": peer.ours()},
    }
    found["sizes"]["1000000"] = {"embedded": slow}
    page = {
        "telephone": [400.0, 1200.0],
        "computer": [300.0],
        "shift": [0.0],
        "bytes": 9,
        "requests": 9,
    }
    found["seeing"] = {"pages": dict.fromkeys(page_load.FAST, page), "load": 1.0}
    write(found, tmp_path / "performance.md")
    text = (tmp_path / "performance.md").read_text()

    assert embedded["questions"]["one common word"]["total"] > ITEMS / 2
    assert found["peers"]["Wagtail, SQLite"]["questions"]["one common word"]["total"] > 0
    rows = len(embedded["questions"]) + len(embedded["suggestions"])
    assert text.count("| 100,000 | embedded | ") == rows + 2
    assert "| Suggestions, 100,000 items, embedded: p95 at most 10 ms | " in text
    assert "| this portal, embedded | " in text
    assert "| Home | 800 (to 1,200) | 300 (to 300) | 0 (to 0) | 0.0 | 9 |" in text
    assert [one.reached for one in targets(found) if one.text.startswith("From 10,000")] == [False]
    assert str(tmp_path) not in text


def test_the_same_seed_gives_the_same_items():
    ours, theirs = (list(Generator().documents(20)) for _ in range(2))
    assert ours == theirs
    assert sum(COMMON_WORD in one.payload["tekst"] for one in ours) > 10


def test_what_was_measured_is_not_measured_again(tmp_path):
    path = tmp_path / "deep" / "bench.json"
    Results(path, resume=False).add(["sizes", "10", "embedded"], lambda: {"items": 10})
    again = Results(path, resume=True)
    again.add(["sizes", "10", "embedded"], lambda: pytest.fail("it was there"))
    assert again.data["sizes"]["10"]["embedded"] == {"items": 10}
    assert Results(path, resume=False).data["sizes"] == {}


def test_a_slow_call_is_made_twice_and_no_more(monkeypatch):
    monkeypatch.setattr("tools.bench.timing.SLOW_SECONDS", 0.0)
    calls: list[int] = []
    assert timed(lambda: calls.append(1), 50)["count"] == len(calls) == 2


def test_percentiles_are_of_the_calls_and_making_things_is_left_out():
    found = timed(lambda: time.sleep(0.002), 5)
    assert found["count"] == 5
    assert 2 <= found["p50"] <= found["p95"] <= found["p99"]
    slowly = TimedItems(time.sleep(0.002) for _ in range(3))
    assert len(list(slowly)) == 3
    assert slowly.seconds >= 0.006
