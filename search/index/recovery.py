"""Recover a lost or damaged index, and repair the differences that a comparison finds."""

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
    """The index differed from the database. It has been repaired."""


def recover(progress: Callable[[int], None], damage: str = "") -> bool:
    """Rebuild the index if it is damaged or lost; the site keeps serving meanwhile.

    Args:
        progress: called during a rebuild with the number of documents written so far.
        damage: a description of damage that was already found.

    Returns:
        True if the index was rebuilt.

    Raises:
        EngineUnavailable: the engine cannot answer now.
        RebuildFailed: the new index would not have been right.
    """
    if rebuild_journal.expire():
        log.warning("Een heropbouw van de zoekindex gaf geen teken van leven meer.")
    reason = damage or _describe_damage()
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
    """Compare the index with the database and repair the differences.

    Raises:
        IndexDiffered: after a repair, with the first ids.
    """
    drift = check_and_store(repair_drift=True)
    if drift.items:
        raise IndexDiffered(" ".join(sorted(drift.items)[:20]))


def _describe_damage() -> str:
    try:
        engine().ping()
        lost = [audience for audience in Audience if _is_lost(audience)]
    except EngineDamaged as damage:
        return str(damage)
    return f"Het meeste ontbreekt in: {', '.join(lost)}." if lost else ""


def _is_lost(audience: Audience) -> bool:
    """Tell whether an index lacks most documents, with no rows in the outbox to explain it.

    Both engines create a missing index at the next change, so a lost one is not quite empty. The
    daily comparison finds smaller losses.
    """
    expected = _expected_count(audience)
    actual = sum(engine().counts(audience).values())
    return 2 * (expected - actual - Entry.objects.count()) > expected


def _expected_count(audience: Audience) -> int:
    pages = [eligible(model, audience) for model in MODELS.values()]
    advices = eligible(PolicyAdvice, audience)
    recommendations = Recommendation.objects.filter(advice__in=advices.values("pk"))
    return sum(queryset.count() for queryset in (*pages, recommendations))
