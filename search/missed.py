"""Questions without a result, so that editors learn what people look for and the memory lacks.

Invariant: only the question is kept, and how often, never who asked or from where; one that holds
an address, a number or a name of someone is not kept at all. A visitor never waits for more than
one statement, and no fault in it reaches the page.
"""

import logging
from datetime import date, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone

from armoedegeheugen.importers import personal
from armoedegeheugen.submissions import persons

from .engines.protocol import Audience
from .models import MissedQuestion
from .response import SearchResponse

log = logging.getLogger(__name__)

LONGEST = 120
MOST = 5_000
"""Questions that are kept, so that a robot can't fill the database."""

KEPT = timedelta(days=365)
"""Since a question was asked last."""

_COUNT = """
    INSERT INTO search_missedquestion (question, count, last_asked)
    SELECT %s, 1, %s WHERE (SELECT COUNT(*) FROM search_missedquestion) < %s
    ON CONFLICT (question) DO UPDATE
    SET count = search_missedquestion.count + 1, last_asked = excluded.last_asked
"""
"""As SQLite and PostgreSQL both have it."""


def note(found: SearchResponse, audience: Audience) -> None:
    """Count the question, if it was a plain one of a visitor that found nothing."""
    asked = found.request
    plain = not asked.filters and asked.page == 1 and not found.errors
    if audience is not Audience.PUBLIC or not plain or found.unavailable or found.total:
        return
    if question := normalised(asked.q):
        _count(question, timezone.localdate())


def normalised(q: str) -> str:
    """Small letters and single spaces; empty for what must not be kept."""
    text = " ".join(q.split())
    if not any(letter.isalpha() for letter in text) or len(text) > LONGEST:
        return ""
    if persons.find(text) or personal.is_name(text) or "@" in text:
        return ""
    return text.casefold()[:LONGEST]


def forget(today: date | None = None) -> int:
    """Erase what nobody asked for long; returns how many questions that were."""
    before = (today or timezone.localdate()) - KEPT
    return MissedQuestion.objects.filter(last_asked__lt=before).delete()[0]


def _count(question: str, today: date) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [question, today, MOST])
    except DatabaseError:
        log.exception("A question without a result could not be counted.")
