"""Compounds fall apart where a reader would take them apart: measured on words judged by hand."""

from csv import DictReader
from pathlib import Path

import pytest

from armoedegeheugen.dutch import analyzer, compounds
from armoedegeheugen.dutch.folding import fold

FILE = Path(__file__).with_name("compounds.tsv")
# A part that is missing costs a find, a wrong one the reader's trust.
PRECISION, RECALL = 0.97, 0.95


def judged() -> dict[str, tuple[str, ...]]:
    """Each word with the terms of the parts wanted; none for a word that stays whole."""
    lines = (
        line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    rows = DictReader(lines, delimiter="\t")
    return {row["woord"]: tuple(analyzer.terms(row["delen"].strip("-")).split()) for row in rows}


def test_there_are_enough_of_both_kinds():
    wanted = judged()
    assert len(wanted) >= 300
    assert sum(bool(parts) for parts in wanted.values()) >= 200
    assert sum(not parts for parts in wanted.values()) >= 100


def test_precision_and_recall_of_splits(record_property):
    wanted = judged()
    made = {word: parts for word in wanted if (parts := compounds.split(fold(word)))}
    right = {word for word, parts in made.items() if parts == wanted[word]}
    precision = len(right) / len(made)
    recall = len(right) / sum(bool(parts) for parts in wanted.values())
    record_property("precision", precision)
    record_property("recall", recall)
    wrong = {word: (parts, wanted[word]) for word, parts in made.items() if word not in right}
    missed = [word for word, parts in wanted.items() if parts and word not in made]
    print(f"precision {precision:.3f}, recall {recall:.3f}\nwrong {wrong}\nmissed {missed}")
    assert precision >= PRECISION, wrong
    assert recall >= RECALL, missed


@pytest.mark.parametrize("word", ["kinderarmoede", "energiefacturen", "schuldhulpverlening"])
def test_the_longest_sensible_parts_win(word):
    parts = compounds.split(fold(word))
    assert len(parts) == len(set(parts)) >= 2
    assert all(compounds.split(part) == () for part in parts)


def test_compound_has_at_most_forty_five_letters():
    long = "kinderarmoedebestrijdingsbeleidsplanprojecten"
    assert (len(long), len(compounds.split(long)), compounds.is_listed(long)) == (45, 6, True)
    longer = long.replace("planp", "plansp")
    assert (len(longer), compounds.split(longer), compounds.is_listed(longer)) == (46, (), False)


def test_unknown_compound_is_inflected_like_its_last_part_up_to_the_same_length():
    first = "hottentottententententoonstellingen"  # 35 letters, known and not in the list
    assert compounds.split(first + "olifantjes") == ()
    assert compounds.inflected_part(first + "olifantjes") == "olifantjes"
    assert compounds.inflected_part("dagprojecten") == "projecten"  # a part of three letters
    assert compounds.inflected_part(first + "krokodillen") == ""
    assert compounds.inflected_part(f"{first[:20]}2olifantjes") == ""


@pytest.mark.parametrize(
    ("word", "parts"),
    [("dorpsproject", ("dorp", "project")), ("rechtshulp", ("recht", "hulp"))],
)
def test_form_in_the_list_wins_over_the_same_word_in_the_dictionary(word, parts):
    """*Dorps* and *rechts* are words of their own, and here they are *dorp* and *recht*."""
    assert compounds.split(word) == parts


def test_parts_of_the_list_stand_first_or_last():
    assert compounds.is_first_part("kinder")
    assert not compounds.is_first_part("verlening")  # `-verlening`
    assert compounds.is_last_part("projecten")
    assert not compounds.is_last_part("gas")  # `gas-`
    assert "kinder" in compounds.first_parts()
    assert "project" in compounds.last_parts()
    assert list(compounds.last_parts()) == sorted(compounds.last_parts())
