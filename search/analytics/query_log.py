"""Count by month the questions that visitors ask, so that editors learn what is missing.

Invariant: only a question, its count and its number of days are kept, never who asked it or from
where. A question that holds an address, a number or a name of a person is not kept at all. A
visitor never waits for it, and no error in it reaches the page (`write_buffer.py`).
"""

from datetime import date
from urllib.parse import urlencode

from django.utils import timezone

from armoedegeheugen.privacy import detector, personal_data

from ..engines.protocol import Audience
from ..models import LONGEST, AskedQuestion
from ..results.response import SearchResponse
from . import write_buffer

# Rows that are kept, so that a robot cannot fill the database.
MAX_ROWS = 50_000

# A whole year, and the same month of the year before.
MONTHS_KEPT = 13

# In the SQL that SQLite and PostgreSQL share.
_COUNT = """
    INSERT INTO search_askedquestion (question, month, count, days, found, near, last_asked)
    SELECT %s, %s, 1, 1, %s, %s, %s WHERE (SELECT COUNT(*) FROM search_askedquestion) < %s
    ON CONFLICT (question, month) DO UPDATE
    SET count = search_askedquestion.count + 1,
        days = search_askedquestion.days
            + CASE WHEN search_askedquestion.last_asked = excluded.last_asked THEN 0 ELSE 1 END,
        found = excluded.found, near = excluded.near, last_asked = excluded.last_asked
"""


def log_query(response: SearchResponse, audience: Audience) -> None:
    """Count a question that a visitor asked on its own: without filter, page or order."""
    request = response.request
    plain = request.query_string() == urlencode({"q": request.q}) and not response.errors
    if audience is not Audience.PUBLIC or not plain or response.unavailable:
        return
    if question := normalize(request.q):
        whole, near = (0, response.total) if response.relaxed else (response.total, 0)
        count(question, timezone.localdate(), whole, near)


def count(question: str, today: date, whole: int = 0, near: int = 0) -> None:
    """Count a question for today, with its number of full and partial matches."""
    write_buffer.execute(_COUNT, [question, today.replace(day=1), whole, near, today, MAX_ROWS])


def normalize(q: str) -> str:
    """Return a question in small letters and single spaces; empty if it must not be kept."""
    text = " ".join(q.split())
    if not any(letter.isalpha() for letter in text) or len(text) > LONGEST:
        return ""
    if detector.find(text) or personal_data.is_name(text) or "@" in text:
        return ""
    return text.casefold()[:LONGEST]


def erase_old(today: date | None = None) -> int:
    """Erase the months before `MONTHS_KEPT`, and return the number of questions erased."""
    this_month = (today or timezone.localdate()).replace(day=1)
    years, months = divmod(this_month.year * 12 + this_month.month - 1 - MONTHS_KEPT, 12)
    old = AskedQuestion.objects.filter(month__lte=date(years, months + 1, 1))
    return old.delete()[1].get("search.AskedQuestion", 0)
