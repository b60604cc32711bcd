"""What visitors ask, counted by month, so that editors learn what the memory lacks.

Invariant: only the question is kept, how often and on how many days, never who asked or from where;
one that holds an address, a number or a name of someone is not kept at all. A visitor never waits
for more than one statement, and no fault in it reaches the page.
"""

import logging
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import DatabaseError, connection
from django.utils import timezone

from armoedegeheugen.privacy import detector, personal_data

from ..engines.protocol import Audience
from ..models import LONGEST, AskedQuestion
from ..results.response import SearchResponse

log = logging.getLogger(__name__)

MOST = 50_000
"""Rows that are kept, so that a robot can't fill the database."""

MONTHS = 13
"""Kept: a whole year, and the same month of the year before."""

_COUNT = """
    INSERT INTO search_askedquestion (question, month, count, days, found, near, last_asked)
    SELECT %s, %s, 1, 1, %s, %s, %s WHERE (SELECT COUNT(*) FROM search_askedquestion) < %s
    ON CONFLICT (question, month) DO UPDATE
    SET count = search_askedquestion.count + 1,
        days = search_askedquestion.days
            + CASE WHEN search_askedquestion.last_asked = excluded.last_asked THEN 0 ELSE 1 END,
        found = excluded.found, near = excluded.near, last_asked = excluded.last_asked
"""
"""As SQLite and PostgreSQL both have it."""


def note(found: SearchResponse, audience: Audience) -> None:
    """Count the question, if a visitor asked it and nothing else: no filter, page or order."""
    asked = found.request
    plain = asked.query_string() == urlencode({"q": asked.q}) and not found.errors
    if audience is not Audience.PUBLIC or not plain or found.unavailable:
        return
    if question := normalised(asked.q):
        whole, near = (0, found.total) if found.relaxed else (found.total, 0)
        count(question, timezone.localdate(), whole, near)


def count(question: str, today: date, whole: int = 0, near: int = 0) -> None:
    execute(_COUNT, [question, today.replace(day=1), whole, near, today, MOST])


def normalised(q: str) -> str:
    """Small letters and single spaces; empty for what must not be kept."""
    text = " ".join(q.split())
    if not any(letter.isalpha() for letter in text) or len(text) > LONGEST:
        return ""
    if detector.find(text) or personal_data.is_name(text) or "@" in text:
        return ""
    return text.casefold()[:LONGEST]


def forget(today: date | None = None) -> int:
    """Erase the months that are over and done with; returns how many rows that were."""
    this = (today or timezone.localdate()).replace(day=1)
    years, months = divmod(this.year * 12 + this.month - 1 - MONTHS, 12)
    old = AskedQuestion.objects.filter(month__lte=date(years, months + 1, 1))
    return old.delete()[1].get("search.AskedQuestion", 0)


def execute(statement: str, values: Sequence[Any]) -> None:
    """One statement, whose fault is nobody's but the log's."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        log.exception("What visitors ask and open could not be counted.")
