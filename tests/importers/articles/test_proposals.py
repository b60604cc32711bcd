"""What is proposed for an article, and when nothing is."""

import pytest

from armoedegeheugen.importers.articles import proposals
from armoedegeheugen.importers.articles.proposals import Proposals, Vocabulary, propose
from armoedegeheugen.importers.gazetteer import Gazetteer, Place
from tests.importers.articles.parts import article, section, text

PLACES = Gazetteer([Place("Genk", "Limburg"), Place("Gent", "Oost-Vlaanderen")])
THEMES = {f"term-{letter}": f"Onderwerp{letter}" for letter in "abcdefgh"}


def proposed(words: str, *headings: str, title: str = "Een titel", **terms) -> Proposals:
    sections = (section(heading, None) for heading in headings)
    made = article(section("", None, text(words)), *sections, title=title)
    return propose(made, Vocabulary(terms), PLACES)


def slugs(found: tuple) -> list[str]:
    return [each.slug for each in found]


def times(word: str, count: int) -> str:
    return f"{word} " * count


def test_a_theme_needs_three_words_in_the_text():
    name = {"term-a": "Onderwerpa"}
    assert slugs(proposed(times("onderwerpa", 3), theme=name).themes) == ["term-a"]
    assert slugs(proposed(times("onderwerpa", 2), theme=name).themes) == []
    assert slugs(proposed(times("onderwerpa", 3), target_group=name).target_groups) == ["term-a"]
    assert slugs(proposed(times("onderwerpa", 2), target_group=name).target_groups) == []


def test_a_method_needs_one():
    assert slugs(proposed("onderwerpa", method={"term-a": "Onderwerpa"}).methods) == ["term-a"]


def test_a_word_in_the_title_counts_four_times_and_in_a_heading_twice():
    name = {"term-a": "Onderwerpa"}
    assert slugs(proposed("", title="Onderwerpa", theme=name).themes) == ["term-a"]
    assert slugs(proposed("", "Onderwerpa", theme=name).themes) == []
    assert slugs(proposed("onderwerpa", "Onderwerpa", theme=name).themes) == ["term-a"]
    for rival, found in ((16, ["term-b", "term-a"]), (17, ["term-b"])):
        words = times("onderwerpb", rival)
        assert slugs(proposed(words, title="Onderwerpa", theme=THEMES).themes) == found


def test_a_term_with_less_than_a_quarter_of_the_strongest_is_a_mention():
    words = times("onderwerpa", 20) + times("onderwerpb", 5) + times("onderwerpc", 4)
    assert slugs(proposed(words, theme=THEMES).themes) == ["term-a", "term-b"]


def test_the_strongest_terms_are_proposed_and_no_more_than_so_many():
    words = "".join(times(f"onderwerp{letter}", 20 - n) for n, letter in enumerate("hgfedcba"))
    found = proposed(words, theme=THEMES, method=THEMES, target_group=THEMES)
    order = [f"term-{letter}" for letter in "hgfedcba"]
    assert slugs(found.themes) == order[: proposals.MAX_THEMES]
    assert slugs(found.methods) == order[: proposals.MAX_METHODS]
    assert slugs(found.target_groups) == order[: proposals.MAX_TARGET_GROUPS]


@pytest.mark.parametrize(
    ("first", "second", "slug"),
    [(1, 0, None), (2, 0, "term-a"), (5, 4, "term-a"), (4, 4, None), (9, 8, None)],
)
def test_a_rung_is_proposed_if_it_is_clearly_the_first(first: int, second: int, slug):
    words = times("onderwerpa", first) + times("onderwerpb", second)
    rung = proposed(words, ladder_level=THEMES).ladder_level
    assert (rung.slug if rung else None) == slug


def test_a_proposal_names_its_five_most_frequent_words_as_written():
    forms = [f"onderwerpa{ending}" for ending in ("s", "tje", "heid", "lijk", "en", "baar")]
    words = "".join(times(form, 7 - n) for n, form in enumerate(forms))
    [theme] = proposed(words, theme={"term-a": "Onderwerpa"}).themes
    assert theme.words == tuple(forms[:5])


def test_a_short_name_counts_only_as_a_word_of_its_own():
    assert proposed("taalt taalde taals", theme={"x": "Taal"}).themes == ()
    assert slugs(proposed("taal, taal. Taal", theme={"x": "Taal"}).themes) == ["x"]


def test_a_place_comes_with_up_to_four_of_its_words_once_each():
    words = "in Genk, bij Genk, van Genk, in Genk, uit Genk, naar Genk"
    found = proposed(words)
    assert found.place == Place("Genk", "Limburg")
    assert found.place_words == ("in Genk", "bij Genk", "van Genk", "uit Genk")


def test_two_places_are_asked_about_and_none_is_proposed():
    found = proposed("in Genk, bij Genk, van Gent, in Gent")
    assert (found.place, found.place_words) == (None, ())
    [note] = found.notes
    assert "Genk" in note
    assert "Gent" in note


def test_a_cue_with_a_full_stop_counts_only_as_a_whole_word():
    mobility = {"mobiliteit": "Mobiliteit"}
    assert slugs(proposed(times("bus", 3), theme=mobility).themes) == ["mobiliteit"]
    assert proposed(times("buste", 3), theme=mobility).themes == ()
    assert slugs(proposed(times("treinen", 3), theme=mobility).themes) == ["mobiliteit"]
