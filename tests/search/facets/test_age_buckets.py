"""Ages by today: each month has one, also at the edge of two and ahead of today."""

from datetime import date

import pytest

from search.facets import age_buckets
from search.fields import UNKNOWN

TODAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("month", "age"),
    [
        ("2024-06", "tot-6-maanden"),
        ("2024-03", "tot-6-maanden"),
        ("2023-10", "tot-6-maanden"),
        ("2023-09", "6-tot-12-maanden"),
        ("2023-04", "6-tot-12-maanden"),
        ("2023-03", "1-tot-2-jaar"),
        ("2022-03", "2-tot-5-jaar"),
        ("2019-03", "vanaf-5-jaar"),
        ("1900-01", "vanaf-5-jaar"),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_a_month_has_one_age_and_is_found_by_it_alone(month, age):
    assert age_buckets.age(month, TODAY) == age
    ages = [*age_buckets.LABELS, UNKNOWN]
    assert [a for a in ages if month in age_buckets.months([a], TODAY)] == [age]


def test_counts_by_month_become_counts_by_age():
    counts = {"2024-01": 2, "2023-12": 3, "1999-05": 1, UNKNOWN: 4}
    assert age_buckets.by_age(counts, TODAY) == {
        "tot-6-maanden": 5, "vanaf-5-jaar": 1, UNKNOWN: 4,
    }  # fmt: skip


def test_only_ages_are_turned_into_months():
    filters = {"ouderdom": ("vanaf-5-jaar",), "jaar": ("2020",)}
    asked = age_buckets.as_months(filters, TODAY)
    assert asked["jaar"] == ("2020",)
    assert (asked["ouderdom"][0], asked["ouderdom"][-1]) == ("1900-01", "2019-03")
