"""A new index beside the live one, without a gap: build, catch up, compare, swap, catch up again.

The old index serves until the swap. What is changed meanwhile stays in the outbox for the new one.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from uuid import uuid4

from . import outbox, sync
from .engines import engine
from .engines.protocol import Audience, Build, Outcome, Status
from .outbox import Item
from .reading import Found, everything, read

Progress = Callable[[int], None]


class RebuildFailed(Exception):
    """The new index would not have been right, so the old one stays."""


@dataclass
class Rebuilt:
    """How many documents each new index holds, and which orphans of earlier builds went."""

    documents: dict[Audience, int] = field(default_factory=dict)
    swept: list[str] = field(default_factory=list)


def rebuild(progress: Progress = lambda done: None) -> Rebuilt:
    """Build both indices anew and swap them in.

    Raises `RebuildRunning` if another is at it, `EngineUnavailable`, or `RebuildFailed`.
    """
    token = uuid4().hex
    outbox.begin_rebuild(token)
    result = Rebuilt()
    try:
        result.swept = engine().sweep()
        with ExitStack() as stack:
            builds = {
                audience: stack.enter_context(closing(engine().build(audience, iter(()))))
                for audience in Audience
            }
            known = _fill(builds, token, progress)
            _catch_up(builds, known, token)
            result.documents = _compare(builds, known)
            for build in builds.values():
                build.swap()
    finally:
        outbox.end_rebuild(token)
    sync.drain()
    return result


def _fill(builds: Mapping[Audience, Build], token: str, progress: Progress) -> dict[str, Found]:
    """Put everything in; returns what was put, by document id."""
    known: dict[str, Found] = {}
    batches = everything()
    while True:
        version = outbox.next_version()
        found = next(batches, None)
        if found is None:
            return known
        _apply(builds, found.keys(), found, version, known)
        outbox.beat(token)
        progress(len(known))


def _catch_up(builds: Mapping[Audience, Build], known: dict[str, Found], token: str) -> None:
    while items := outbox.take_replay():
        version = outbox.next_version()
        _apply(builds, items, read(items), version, known)
        outbox.beat(token)


def _apply(
    builds: Mapping[Audience, Build],
    items: Iterable[Item],
    found: Mapping[Item, Found],
    version: int,
    known: dict[str, Found],
) -> None:
    items = list(items)
    steps = sync.plan(items, found, version)
    for audience, build in builds.items():
        _insist(build.apply(steps[audience]))
    for item in items:
        if item in found:
            known[item.id] = found[item]
        else:
            known.pop(item.id, None)


def _insist(outcomes: Iterable[Outcome]) -> None:
    failed = [outcome for outcome in outcomes if outcome.status is Status.FAILED]
    if failed:
        first = failed[0]
        raise RebuildFailed(f"{len(failed)} geweigerd, zoals {first.id}: {first.reason}")


def _compare(builds: Mapping[Audience, Build], known: Mapping[str, Found]) -> dict[Audience, int]:
    counts = {}
    for audience, build in builds.items():
        held = {id for id, _ in build.entries()}
        meant = {id for id, found in known.items() if audience in found.audiences}
        if held != meant:
            raise RebuildFailed(f"{audience}: {len(held)} in de index, {len(meant)} bedoeld")
        counts[audience] = len(held)
    return counts
