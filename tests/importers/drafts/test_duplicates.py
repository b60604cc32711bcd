"""One practice from two sources is one; two practices of one town are two."""

from dataclasses import replace

import pytest

from armoedegeheugen.importers.drafts.duplicates import Fingerprint, card_fingerprint, fingerprint
from armoedegeheugen.importers.drafts.plan import ExistingItem, State, decide
from armoedegeheugen.importers.source import SECTIONS
from tests.importers.layouts import place_here_title_there, plain
from tests.importers.practices import KEYS, SOUP, Practice
from tests.importers.reader import read


def like(practice: Practice, place: str = "gemeente lommel", title: str = "") -> Fingerprint:
    texts = [text for section in practice.sections for text in section]
    return fingerprint(title or practice.whole_title, place, practice.place, texts)


OTHER = replace(KEYS, place="Lommel")


def test_scan_and_page_are_the_same():
    (card,) = read(place_here_title_there([SOUP])).cards
    assert card_fingerprint(card, "gemeente lommel").same(
        like(SOUP, title="Lommel: soep met buren")
    )


def test_two_practices_of_one_town_differ():
    assert not like(SOUP).same(like(OTHER))


def test_same_words_with_another_title_are_the_same():
    assert like(SOUP).same(like(SOUP, title="Iets heel anders"))


def test_same_title_in_another_town_differs():
    assert not like(SOUP).same(like(KEYS, "gemeente zottegem", SOUP.whole_title))


def test_title_alone_decides_where_the_place_is_the_same():
    assert like(SOUP).same(like(OTHER, title="Soep met Buren"))


def test_short_title_does_not_decide_without_a_place():
    assert not like(SOUP).same(like(OTHER, place="", title=SOUP.whole_title))


def test_every_tenth_word_misread_is_still_the_same():
    words = [text.split() for section in SOUP.sections for text in section]
    flat = [word for text in words for word in text]
    flat[::10] = [f"{word}x" for word in flat[::10]]
    scanned = fingerprint("Een andere titel", "", "", [" ".join(flat)])
    assert scanned.same(like(SOUP))


def test_likeness_is_symmetric():
    for one, other in [(like(SOUP), like(OTHER)), (like(SOUP), like(SOUP, place=""))]:
        assert one.same(other) == other.same(one)


SOURCE = ("bundel.txt", "")


def known(state: State = State.UNTOUCHED, **values: object) -> ExistingItem:
    base = ExistingItem(7, SOUP.whole_title, state, (like(SOUP),), frozenset({SOURCE}))
    return replace(base, **values)


def card_of(practice: Practice = SOUP):
    return read(plain([practice])).cards[0]


def test_unknown_practice_becomes_a_draft():
    plan = decide(like(KEYS, "gemeente zottegem"), SOURCE, [known()], SECTIONS)
    assert (plan.known, plan.add_source) == (None, True)


def test_same_source_again_changes_nothing():
    plan = decide(like(SOUP), SOURCE, [known()], SECTIONS)
    assert (plan.known, plan.add_source, plan.fill) == (0, False, ())


def test_new_source_is_added_and_fills_what_is_empty():
    filled = frozenset({"doelstelling", "bereik", "neveneffect", "hindernis"})
    plan = decide(like(SOUP), ("pagina.html", ""), [known(filled=filled)], SECTIONS)
    assert (plan.add_source, plan.fill) == (True, ("tips",))


def test_editors_draft_only_gets_the_source():
    plan = decide(like(SOUP), ("pagina.html", ""), [known(State.EDITED)], SECTIONS)
    assert (plan.add_source, plan.fill) == (True, ())
    assert "Een redacteur werkte al" in plan.notes[0]


@pytest.mark.parametrize("state", [State.BUSY, State.PUBLISHED])
def test_locked_or_published_card_is_left_alone(state: State):
    plan = decide(like(SOUP), ("pagina.html", ""), [known(state)], SECTIONS)
    assert (plan.known, plan.add_source, plan.fill) == (0, False, ())
    assert plan.notes


def test_published_card_in_other_words_is_another_card_and_is_named():
    rewritten = like(OTHER, title=SOUP.whole_title)
    plan = decide(like(SOUP), SOURCE, [known(State.PUBLISHED, fingerprints=(rewritten,))])
    assert plan.known is None
    assert "Soep met buren" in plan.notes[0]
