"""The judged questions are whole, and speak of items that the demo has."""

import json
from collections import Counter
from pathlib import Path

from tools.relevance.judgements import CLASSES, HELD_OUT, ROLES, TUNING, read

DEMO = Path(__file__).parents[3] / "fixtures/demo"


def items(*, internal: bool) -> set[str]:
    found = set()
    for kind in ("practices", "advices", "dossiers"):
        for item in json.loads((DEMO / f"{kind}.json").read_text()):
            if item["internal"] is internal:
                numbers = range(1, len(item.get("recommendations", ())) + 1)
                found |= {item["slug"], *(f"{item['slug']}#{number}" for number in numbers)}
    return found


def test_there_are_enough_of_every_kind():
    judged = read()
    assert len(judged) >= 150
    assert Counter(one.group for one in judged).keys() == set(CLASSES)
    assert Counter(one.role for one in judged).keys() == set(ROLES)
    assert min(Counter(one.group for one in judged).values()) >= 25


def test_a_third_of_each_class_is_held_out():
    judged = read()
    assert {one.part for one in judged} == {TUNING, HELD_OUT}
    for group in CLASSES:
        parts = [one.part for one in judged if one.group == group]
        assert abs(parts.count(HELD_OUT) - len(parts) / 3) <= 1, group


def test_no_question_is_asked_twice():
    judged = read()
    assert len({one.question.casefold() for one in judged}) == len(judged)
    assert len({one.number for one in judged}) == len(judged)


def test_each_question_names_items_that_visitors_may_find():
    public = items(internal=False)
    for one in read():
        assert one.grades, one
        assert set(one.grades.values()) <= {1, 2, 3}, one
        assert not set(one.grades) - public, (one.question, set(one.grades) - public)
