"""How often: per address, per e-mail address, and by everyone together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from armoedegeheugen.models import SubmissionAttempt
from armoedegeheugen.submissions import rate_limit

pytestmark = pytest.mark.django_db
HERE, THERE = "203.0.113.1", "203.0.113.2"


def use_up(kind: str, **who: str) -> int:
    """How many times it goes before it no longer does."""
    return next(n for n in range(10_000) if not rate_limit.allows(kind, **who))


def age(by: timedelta) -> None:
    SubmissionAttempt.objects.update(moment=timezone.now() - by)


def test_one_address_is_stopped_and_another_is_not():
    assert use_up("send", address=HERE) == 10
    assert rate_limit.allows("send", address=THERE)


def test_waiting_helps_and_a_refusal_does_not_lengthen_the_wait():
    use_up("send", address=HERE)
    kept = SubmissionAttempt.objects.count()
    for _ in range(5):
        assert not rate_limit.allows("send", address=HERE)
    assert SubmissionAttempt.objects.count() == kept
    age(timedelta(hours=1, seconds=1))
    assert rate_limit.allows("send", address=HERE)


def test_the_day_has_a_limit_too():
    for _ in range(3):
        use_up("send", address=HERE)
        age(timedelta(hours=2))
    assert not rate_limit.allows("send", address=HERE)
    age(timedelta(days=1, seconds=1))
    assert rate_limit.allows("send", address=HERE)


@pytest.mark.parametrize("same", ["A@example.org", "a+1@example.org", " a+2@EXAMPLE.org "])
def test_one_mailbox_is_not_filled_under_other_spellings(same):
    assert use_up("mail", email="a@example.org") == 3
    assert not rate_limit.allows("mail", email=same)
    assert rate_limit.allows("mail", email="b@example.org")


HOUR, DAY = 1, 24
TABLE = {
    ("begin", "address"): [(30, HOUR)],
    ("begin", "all"): [(600, HOUR)],
    ("upload", "address"): [(30, HOUR)],
    ("upload", "all"): [(300, HOUR)],
    ("send", "address"): [(10, HOUR), (30, DAY)],
    ("send", "all"): [(120, HOUR)],
    ("mail", "email"): [(3, HOUR), (6, DAY)],
    ("mail", "all"): [(240, HOUR)],
    ("answer", "address"): [(20, HOUR)],
}
EACH = [(*key, *limit) for key, limits in TABLE.items() for limit in limits]


def test_the_table_names_every_limit():
    found = {
        (kind, bucket): [(limit.most, limit.within // timedelta(hours=1)) for limit in limits]
        for kind, buckets in rate_limit.LIMITS.items()
        for bucket, limits in buckets.items()
    }
    assert found == TABLE


@pytest.mark.parametrize(("kind", "name", "most", "hours"), EACH)
def test_each_limit_holds_for_as_long_as_it_says(kind, name, most, hours):
    who = {"address": HERE, "email": "a@example.org"}
    mailbox = {"address": HERE, "email": "a@example.org", "all": "all"}
    bucket = rate_limit._bucket(name, mailbox[name])
    # Older than the shorter limits of the same bucket, so that this one alone can refuse.
    moment = timezone.now() - timedelta(hours=hours) + timedelta(minutes=1)
    attempts = [SubmissionAttempt(kind=kind, bucket=bucket, moment=moment) for _ in range(most - 1)]
    SubmissionAttempt.objects.bulk_create(attempts)
    assert rate_limit.allows(kind, **who)
    assert not rate_limit.allows(kind, **who)
    SubmissionAttempt.objects.update(moment=timezone.now() - timedelta(hours=hours, seconds=1))
    assert rate_limit.allows(kind, **who)


def test_one_use_does_not_count_for_another():
    use_up("begin", address=HERE)
    assert rate_limit.allows("send", address=HERE)


def test_everyone_together_has_a_limit(monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "send", {"all": [rate_limit.Limit(2, rate_limit.HOUR)]})
    assert rate_limit.allows("send", address=HERE)
    assert rate_limit.allows("send", address=THERE)
    assert not rate_limit.allows("send", address="203.0.113.3")


def test_of_two_at_the_same_time_one_goes(monkeypatch):
    """The second comes in between the writing and the counting of the first."""
    monkeypatch.setitem(
        rate_limit.LIMITS, "send", {"address": [rate_limit.Limit(1, rate_limit.HOUR)]}
    )
    count = rate_limit._within
    second: list[bool] = []

    def interrupted(*args) -> bool:
        monkeypatch.setattr(rate_limit, "_within", count)
        second.append(rate_limit.allows("send", address=HERE))
        return count(*args)

    monkeypatch.setattr(rate_limit, "_within", interrupted)
    first = rate_limit.allows("send", address=HERE)
    assert [first, *second] == [True, False]


def test_no_address_is_stored():
    rate_limit.allows("mail", email="a@example.org")
    rate_limit.allows("send", address=HERE)
    stored = str(list(SubmissionAttempt.objects.values_list()))
    assert HERE not in stored
    assert "example" not in stored
