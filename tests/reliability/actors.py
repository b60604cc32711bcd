"""What the processes of a fault test do: `python -m tests.reliability.actors <verb> …`.

Each actor is a process of its own, so that it can be killed like one. Its last line is JSON.
"""

import hashlib
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.reliability.editing import KINDS, add, cards, edit, mixed_change, rename, retrying
from tests.reliability.uploads import answers, mail, missing_files, upload

# What the search page says above the newest items, while no engine answers.
NOTICE = "Zoeken lukt nu even niet"


def main(verb: str, *arguments: str) -> None:
    import django

    django.setup()
    print(json.dumps(VERBS[verb](*arguments)))


def prepare() -> None:
    """An empty site with a public and a private shelf, and a few terms."""
    from django.core.management import call_command

    from tests import world as making

    call_command("migrate", verbosity=0)
    making.make()
    for name in ("Wonen", "Energie", "Werk"):
        making.theme(name)
        making.group(f"Groep {name}")
        making.hindrance(f"Hindernis {name}")
        making.rung(f"Trede {name}")
    making.merger("Melle", "Merelbeke-Melle")


def change(seed: str, count: str, progress: str) -> int:
    """`count` mixed changes of items, each in a transaction; `progress` says how many are done."""
    done = Path(progress)
    begun = int(done.read_text() or 0) if done.exists() else 0
    rnd = random.Random(f"{seed}-{begun}")
    for number in range(begun, int(count)):
        kinds = [add] if number < 5 else KINDS  # so that there is something to change
        retrying(lambda kinds=kinds: mixed_change(rnd, kinds), done.with_suffix(".again"))
        done.write_text(str(number + 1))
    return int(count)


def roll_back(count: str) -> int:
    """Changes that never happened."""
    from django.db import transaction

    rnd = random.Random(7)
    for _ in range(int(count)):
        with transaction.atomic():
            add(rnd)
            edit(rnd)
            rename(rnd)
            transaction.set_rollback(True)
    return int(count)


def fingerprint() -> dict[str, Any]:
    """What the index is, bit for bit: its files, or what a server holds of it, and the queue."""
    from django.conf import settings

    from search.engines import engine
    from search.engines.protocol import Audience
    from search.models import Entry

    held: dict[str, Any] = {"queue": Entry.objects.count()}
    if settings.SEARCH_URL.startswith("embedded:"):
        root = Path(settings.SEARCH_URL.removeprefix("embedded:"))
        for path in sorted(root.rglob("*")):
            if path.is_file():
                held[str(path.relative_to(root))] = hashlib.sha256(path.read_bytes()).hexdigest()
    for audience in Audience:
        held[audience] = sorted(engine().entries(audience))
    return held


def race(seed: str, items: str, updates: str, folder: str) -> int:
    """Updates of the same few items with a version each, applied late and in any order.

    Each is written down in the folder before it is applied.
    """
    from search.engines import engine
    from search.engines.protocol import Audience, Put
    from search.index import outbox

    rnd = random.Random(int(seed))
    held: list[Put] = []
    ledger = (Path(folder) / f"race-{seed}.txt").open("w")
    for number in range(int(updates)):
        version = outbox.next_version()
        held.append(Put(stamped(rnd.randrange(int(items)), version), version))
        ledger.write(f"{held[-1].id} {version}\n")
        ledger.flush()
        if len(held) > rnd.randrange(40) or number == int(updates) - 1:
            rnd.shuffle(held)
            engine().apply(Audience.PUBLIC, held)
            held = []
        if rnd.random() < 0.02:
            time.sleep(rnd.random() / 20)
    return int(updates)


def raced() -> dict[str, Any]:
    """After a race: per item the version that the index holds, and the one in its document."""
    from search.engines import engine
    from search.engines.protocol import Audience, Query

    held = dict(engine().entries(Audience.PUBLIC))
    hits = engine().scan(Audience.PUBLIC, Query(now=int(time.time()), size=0))
    return {"held": held, "shown": {hit.id: hit.payload["versie"] for hit in hits}}


def resurrect(pairs: str) -> list[str]:
    """Deletes, each followed by an update that is older: what came back."""
    from search.engines import engine
    from search.engines.protocol import Audience, Put, Remove
    from search.index import outbox

    late, removals = [], []
    for number in range(int(pairs)):
        older, newer = outbox.next_version(), outbox.next_version()
        late.append(Put(stamped(number, older), older))
        removals.append(Remove(stamped(number, older).id, newer))
    for start in range(0, len(late), 100):
        engine().apply(Audience.PUBLIC, removals[start : start + 100])
        engine().apply(Audience.PUBLIC, late[start : start + 100])
    return [id for id, _ in engine().entries(Audience.PUBLIC)]


def sync_and_check() -> dict[str, Any]:
    """Carry out what waits, whoever claimed it, and compare every document."""
    from search.index import outbox, rebuild_journal, sync
    from search.index.consistency import check
    from search.models import Entry

    rebuild_journal.expire()
    end = time.monotonic() + 240
    while Entry.objects.exclude(status=Entry.Status.FAILED).exists():
        # A killed worker's claim holds for its lease; here nobody else is at work any more.
        outbox.retry(Entry.objects.all())
        sync.sync_all()
        assert time.monotonic() < end
    drift = check()
    failed = list(Entry.objects.filter(status=Entry.Status.FAILED).values_list("reason", flat=True))
    return {"drift": sorted(drift.items), "failed": failed, "items": cards()}


def search_for(seconds: str, a_second: str, output: str) -> None:
    """Searches at a steady pace, by page and API in turn: what came of them.

    An API that says when to come back (503 with Retry-After) has refused, and a page that shows the
    newest items instead has noticed; anything else than an answer is a fault.
    """
    found: Counter[str] = Counter()
    faults: list[str] = []
    taken: list[float] = []
    ask = site()
    ask("/")  # as of a process that has been serving for a while
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        start = time.monotonic()
        path = ("/api/v1/zoeken/", "/zoeken/")[len(taken) % 2]
        try:
            found[_outcome(*ask(f"{path}?soort=praktijk"))] += 1
        except Exception as fault:
            faults.append(repr(fault)[:300])
        taken.append(time.monotonic() - start)
        time.sleep(max(0.0, 1 / float(a_second) - taken[-1]))
    kinds = {kind: found[kind] for kind in ("answered", "empty", "refused", "noticed")}
    Path(output).write_text(json.dumps({**kinds, "faults": faults, **_times(taken)}))


def site() -> Callable[[str], tuple[int, dict[str, str], str]]:
    """GET through the whole WSGI application: status, headers, body. What a view raises is in the
    log of the process."""
    from django.core.signals import got_request_exception
    from django.core.wsgi import get_wsgi_application
    from django.test import RequestFactory

    def complain(**_: Any) -> None:
        traceback.print_exc()

    got_request_exception.connect(complain, weak=False)
    application, factory = get_wsgi_application(), RequestFactory()

    def ask(path: str) -> tuple[int, dict[str, str], str]:
        heads: list[Any] = []
        environ = factory.get(path).environ
        answer = application(environ, lambda status, headers: heads.append((status, headers)))
        body = b"".join(answer).decode()
        answer.close()  # as a server does: what follows a request runs then
        ((status, headers),) = heads
        return int(status.split()[0]), dict(headers), body

    return ask


def _outcome(status: int, headers: dict[str, str], body: str) -> str:
    if status == 503 and headers.get("Retry-After"):
        return "refused"
    assert status == 200, (status, body[:200])
    if body.startswith("{"):
        return "answered" if json.loads(body)["totaal"] else "empty"
    if NOTICE in body:
        return "noticed"
    return "answered" if 'class="result' in body else "empty"


def _times(taken: list[float]) -> dict[str, float]:
    taken = sorted(1000 * seconds for seconds in taken)
    return {
        "p50": taken[len(taken) // 2],
        "p95": taken[int(len(taken) * 0.95)],
        "slowest": taken[-1],
    }


def publish_for(seconds: str, a_second: str, output: str) -> None:
    """Edits at a steady pace, each in a request of its own as a server has it: what failed, how
    long each took, and how long the process was busy with the index after it had answered."""
    from django.core.signals import request_finished, request_started

    rnd = random.Random(11)
    request_started.send(None)
    edit(rnd)  # as of a process that has been serving for a while; the index is left alone
    end = time.monotonic() + float(seconds)
    faults: list[str] = []
    taken: list[float] = []
    after: list[float] = []
    while time.monotonic() < end:
        start = time.monotonic()
        request_started.send(None)
        try:
            edit(rnd)
        except Exception as fault:
            faults.append(repr(fault)[:300])
        taken.append(time.monotonic() - start)
        request_finished.send(None)
        after.append(time.monotonic() - start - taken[-1])
        time.sleep(max(0.0, 1 / float(a_second) - taken[-1] - after[-1]))
    found = {"edits": len(taken), "faults": faults, **_times(taken)}
    Path(output).write_text(json.dumps({**found, "busy_afterwards": 1000 * max(after)}))


def fill(pages: str) -> int:
    """Many published cards at once, in the database alone: the index is built afterwards."""
    from unittest.mock import patch

    from django.db import transaction

    from armoedegeheugen.sections.models import OverviewPage
    from tools.bench.pages import make_pages

    OverviewPage.objects.filter(slug="alles").update(slug="praktijken")
    with transaction.atomic(), patch("search.index.dependents.of_page", lambda key: []):
        make_pages(int(pages))
    return cards()


def backlog(items: str) -> int:
    """Rows for the worker, as a change of a much-used term makes them."""
    from search.index import dependents, outbox

    return outbox.add(dependents.of_subtree("")[: int(items)])


def held() -> dict[str, int]:
    """How many documents each index holds."""
    from search.engines import engine
    from search.engines.protocol import Audience

    return {audience: sum(1 for _ in engine().entries(audience)) for audience in Audience}


def orphans() -> list[str]:
    """Indices that nobody points at."""
    from search.engines import engine

    return engine().sweep()


def await_queue(seconds: str) -> float:
    """How long it takes the worker to carry out all that waits; an error if it takes longer."""
    from search.models import Entry

    begun = time.monotonic()
    while Entry.objects.exists():
        assert time.monotonic() - begun < float(seconds), Entry.objects.count()
        time.sleep(0.2)
    return time.monotonic() - begun


def stamped(number: int, version: int) -> Any:
    from search.engines.protocol import Document
    from search.fields import FACET_NAMES, TEXT_FIELDS, UNKNOWN
    from search.index.documents import FAR_FUTURE

    return Document(
        id=f"praktijk-{number}",
        texts={field.name: "woord" for field in TEXT_FIELDS},
        keys=dict.fromkeys(FACET_NAMES, (UNKNOWN,)) | {"soort": ("praktijk",)},
        newest=number,
        oldest=number,
        title=str(number),
        visible_from=0,
        visible_until=FAR_FUTURE,
        payload={"versie": version},
    )


VERBS = {
    "prepare": prepare,
    "change": change,
    "roll-back": roll_back,
    "fingerprint": fingerprint,
    "race": race,
    "raced": raced,
    "resurrect": resurrect,
    "sync-and-check": sync_and_check,
    "search-for": search_for,
    "publish-for": publish_for,
    "fill": fill,
    "backlog": backlog,
    "held": held,
    "orphans": orphans,
    "await-queue": await_queue,
    "mail": mail,
    "upload": upload,
    "missing-files": missing_files,
    "answers": answers,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
