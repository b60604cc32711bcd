"""Looking after the index: whether it is there and whole, and whether it says what it should."""

import logging
from collections.abc import Callable

from armoedegeheugen.models import PolicyAdvice, Recommendation

from ..engines import engine
from ..engines.protocol import Audience, EngineDamaged
from ..facets.kinds import MODELS
from ..models import Entry
from . import rebuild_journal
from .consistency import check_and_store
from .eligibility import eligible
from .rebuild import rebuild

log = logging.getLogger(__name__)


class IndexDiffered(Exception):
    """The index was not what the database says. It has been repaired."""


def recover(progress: Callable[[int], None], damage: str = "") -> bool:
    """Build the index anew if it is damaged or gone, and say so; the site goes on meanwhile.

    `damage` is what somebody already met with. Raises `EngineUnavailable` or `RebuildFailed` when
    that can't be done now.
    """
    if rebuild_journal.expire():
        log.warning("Een heropbouw van de zoekindex gaf geen teken van leven meer.")
    reason = damage or _what_is_wrong()
    if not reason:
        return False
    log.error("De zoekindex wordt opnieuw opgebouwd. %s", reason)
    try:
        result = rebuild(progress)
    except rebuild_journal.RebuildRunning:
        return False
    log.warning("De zoekindex is weer opgebouwd: %s", dict(result.documents))
    return True


def compare_and_repair() -> None:
    """Hold the index against the database. Raises `IndexDiffered` after repairing what differed."""
    drift = check_and_store(mend=True)
    if drift.items:
        raise IndexDiffered(" ".join(sorted(drift.items)[:20]))


def _what_is_wrong() -> str:
    try:
        engine().ping()
        lost = [audience for audience in Audience if _is_lost(audience)]
    except EngineDamaged as damage:
        return str(damage)
    return f"Het meeste ontbreekt in: {', '.join(lost)}." if lost else ""


def _is_lost(audience: Audience) -> bool:
    """Whether an index lacks most of what it should hold, with nothing that is to come.

    Both engines begin a missing index anew at the next change, so a lost one is not quite empty.
    What is missing for another reason, the daily comparison finds.
    """
    meant = _expected_count(audience)
    held = sum(engine().counts(audience).values())
    return 2 * (meant - held - Entry.objects.count()) > meant


def _expected_count(audience: Audience) -> int:
    pages = [eligible(model, audience) for model in MODELS.values()]
    advices = eligible(PolicyAdvice, audience)
    asked = Recommendation.objects.filter(advice__in=advices.values("pk"))
    return sum(found.count() for found in (*pages, asked))
