"""One dictionary a language: small, exact in its spelling, and free of Django and search."""

import subprocess
import sys

import pytest

from armoedegeheugen.dutch import dictionary, spell_check

MAX_GROWTH_MB = 5

MEMORY = """
from armoedegeheugen.dutch import analyzer, spell_check
from armoedegeheugen.privacy import personal_data


def resident_mb():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096 / 1e6


analyzer.analyse("warm")  # as config/wsgi.py does before it forks
before = resident_mb()
assert {question}
print(before, resident_mb())
"""

MODULES = """
import importlib, pkgutil, sys
from armoedegeheugen import dutch

for module in pkgutil.iter_modules(dutch.__path__):
    importlib.import_module(f"{dutch.__name__}.{module.name}")
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("django", "search")))
"""


def run(code: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.mark.parametrize(
    "question", ["personal_data.is_name('Vera Fictief')", "spell_check.is_english('walking')"]
)
def test_first_question_that_looks_like_a_name_loads_no_second_dictionary(question: str):
    before, after = map(float, run(MEMORY.format(question=question)))
    print(f"{question}: {before:.1f} MB before, {after:.1f} MB after")
    assert after - before < MAX_GROWTH_MB


def test_language_package_imports_neither_django_nor_search():
    assert run(MODULES) == []


@pytest.mark.parametrize(
    ("written", "headword"),
    [("Britten", "Brit"), ("cliënten", "cliënt"), ("huizen", "huis"), ("auto's", "auto")],
)
def test_word_is_found_in_its_own_spelling(written: str, headword: str):
    assert dictionary.dutch().headword(written) == headword


@pytest.mark.parametrize("written", ["britten", "clienten", "cliénten", "Huizen", "xqzorg"])
def test_word_in_another_spelling_is_not_found(written: str):
    assert written not in dictionary.dutch()


@pytest.mark.parametrize(
    ("folded", "headword"), [("britten", "brit"), ("clienten", "client"), ("huizen", "huis")]
)
def test_folded_word_is_found_without_its_capitals_and_accents(folded: str, headword: str):
    assert dictionary.dutch().folded_headword(folded) == headword


def test_each_word_of_the_list_passes_its_filter():
    words = dictionary.english()
    assert all(word in words for word in list(words._headwords)[::50])


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1),
        ("Huis", 1),
        ("OCMW", 1),
        ("armoede", 1),  # of the supplement
        ("hieruit", 1),
        ("bereidheid", 1),
        ("armheid", 0),
        ("arbeidsongeschiktheidsverzekeringsverzekeringsmaatschappijen", 3),  # 60 letters
        ("arbeidsongeschiktheidsverzekeringenverzekeringsmaatschappijen", 0),  # 61
        ("geïnteresseerd", 1),
        ("huurwoningtekort", 2),
        ("buurtwerkingproject", 3),
        ("welkunnen", 0),
        ("armswoning", 0),  # a part of three letters
        ("oma’s", 1),
        ("baby‘s", 1),
        ("cliént", 0),
    ],
)
def test_words_and_their_parts_are_counted(word: str, count: int):
    assert spell_check.part_count(word) == count


def test_capitals_count_for_a_word_as_it_is_written():
    assert spell_check.is_listed("BRITTEN")
    assert spell_check.is_listed_as_written("Britten")
    assert not spell_check.is_listed_as_written("britten")
    assert spell_check.is_listed_as_written("kansenpas")  # of the supplement
