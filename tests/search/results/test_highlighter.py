"""What is shown of a text, and that it can do no harm."""

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import expansion, synonyms
from search.query.parser import Question, parse
from search.results import highlighter
from search.results.highlighter import fragment, mark
from tests.properties import examples
from tests.rows import every_row

LONG = (
    "De vergadering begon laat. Niemand had een agenda, en de koffie was koud. "
    "Na een uur ging het eindelijk over de energiefactuur van de bewoners. "
    "Zij betalen meer dan vroeger, en wie arm is betaalt het meest. "
    "Daarna sprak de schepen over de huur. De zaal werd stil toen een moeder vertelde "
    "hoe zij elke maand kiest tussen de huur en de energiefactuur. Er kwam geen besluit."
)


def plain(shown: str) -> str:
    return unescape(re.sub("</?mark>", "", shown))


def marked(shown: str) -> list[str]:
    return [unescape(found) for found in re.findall("<mark>(.*?)</mark>", shown, re.DOTALL)]


def test_hits_are_marked_in_any_form():
    assert mark("Wonen: een woning huren", parse("huur woont")) == (
        "<mark>Wonen</mark>: een woning <mark>huren</mark>"
    )


def test_whole_compound_is_marked_when_a_part_was_asked():
    assert mark("De energiefacturen stijgen", parse("factuur")) == (
        "De <mark>energiefacturen</mark> stijgen"
    )


def test_parts_are_marked_when_the_compound_was_asked():
    assert marked(mark("voedsel van de bank", parse("voedselbank"))) == ["voedsel", "bank"]


def test_a_synonym_of_several_words_is_marked_where_they_stand_together():
    same = expansion.LanguageContext(synonyms.compile([("OCMW", ["centrum voor welzijn"], True)]))
    text = "Welzijn telt. Het centrum voor welzijn helpt, het OCMW ook."
    assert marked(mark(text, parse("ocmw", same))) == ["centrum voor welzijn", "OCMW"]
    assert "centrum" in fragment("Eerst iets anders. " * 9 + text, parse("ocmw", same), 60)


def test_phrase_is_marked_as_one_with_its_function_words():
    text = "Het recht op een huis, en op recht: recht op wonen."
    assert marked(mark(text, parse('"recht op wonen"'))) == ["recht", "recht", "recht op wonen"]


def test_fragment_holds_all_that_was_asked():
    shown = fragment(LONG, parse("huur moeder energiefactuur"), 160)
    assert {"moeder", "huur", "energiefactuur"} <= set(marked(shown))


def test_fragment_begins_with_the_sentence_of_the_first_hit():
    shown = fragment(LONG, parse("bewoners"), 120)
    assert plain(shown).startswith("Na een uur ging")


def test_fragment_cut_within_a_sentence_says_so():
    shown = fragment("aap " * 50 + "noot " + "mies " * 50, parse("noot"), 60)
    assert shown.startswith("… aap")
    assert shown.endswith("mies …")
    assert "<mark>noot</mark>" in shown


def test_fragment_without_a_hit_is_the_beginning():
    assert (
        fragment(LONG, parse("zwembad"), 80)
        == "De vergadering begon laat. Niemand had een agenda, en de koffie was koud."
    )
    assert fragment(LONG, Question(), 30) == "De vergadering begon laat."
    assert fragment("", parse("huur")) == ""


def test_short_text_is_shown_whole():
    assert fragment("Een dak is een recht.", parse("dak")) == "Een <mark>dak</mark> is een recht."


HOSTILE = [
    "<script>alert(1)</script> huur",
    '<img src=x onerror="alert(1)"> huur & <mark>huur</mark>',
    "huur</mark><svg/onload=alert(1)>",
    "&lt;script&gt; huur &amp; '\"",
    "<a href='javascript:huur()'>huur</a>",
    "<<huur>>",
]


@every_row("text", HOSTILE)
@every_row("q", ["huur", "script", "mark", "lt amp img", "zwembad"])
def test_markup_of_the_text_stays_text(text: str, q: str):
    for shown in (mark(text, parse(q)), fragment(text, parse(q), 30)):
        assert not re.search(r"<(?!/?mark>)", shown)
        assert not re.search(r"""["']""", shown)
        assert not re.search(r"&(?!(amp|lt|gt|quot|#x27);)", shown)
        assert shown.count("<mark>") == shown.count("</mark>")


PIECES = st.sampled_from(
    [
        "huur ",
        "Huren. ",
        "<b>",
        "&",
        "energiefactuur",
        "\n",
        "  ",
        "recht op wonen",
        "x" * 70,
        ". ",
        "’s",
        "…",
    ]
)
TEXTS = st.text() | st.lists(PIECES, max_size=60).map("".join)
QUESTIONS = st.sampled_from(
    ["huur", "factuur huur", '"recht op wonen" huur', '"huur huren"', "zwembad", "", "x", "de"]
)


@settings(max_examples=examples(500), deadline=None)
@given(TEXTS, QUESTIONS, st.integers(20, 200))
def test_a_fragment_is_a_piece_of_the_text(text: str, q: str, length: int):
    shown = plain(fragment(text, parse(q), length))
    pieces = {shown, shown.removeprefix("… ")}
    pieces |= {piece.removesuffix(" …") for piece in pieces}
    whole = [piece for piece in pieces if piece in text]
    assert whole
    assert min(map(len, whole)) <= length


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS, QUESTIONS)
def test_marking_changes_no_letter(text: str, q: str):
    shown = mark(text, parse(q))
    assert plain(shown) == text
    assert not re.search(r"<mark>[^<]*<mark>|</mark>[^<]*</mark>", shown)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["huur", "factuur", "recht"]))
def test_a_text_that_answers_shows_where(text: str, q: str):
    question = parse(q)
    assert bool(marked(fragment(text, question, 100))) == bool(marked(mark(text, question)))


def test_a_fragment_is_never_shorter_than_twenty_letters():
    text = "De kat zit op de mat en kijkt naar buiten."
    assert len(plain(fragment(text, parse("kat"), 1))) >= 18


def test_of_equal_places_the_first_is_shown():
    text = f"De kat zit hier. {'Nog iets anders. ' * 30}De kat zit daar."
    assert "hier" in fragment(text, parse("kat"), 60)


def test_the_best_place_is_sought_among_the_first_matches(monkeypatch):
    monkeypatch.setattr("search.results.highlighter._ENOUGH", 2)
    text = f"Een kat. {'Niets. ' * 30}Een kat. {'Niets. ' * 30}Een kat en een hond samen."
    assert "hond" not in fragment(text, parse("kat hond"), 60)


def test_a_word_inside_another_chunk_is_not_marked():
    assert mark("xkat kat katx", parse("kat")) == "xkat <mark>kat</mark> katx"


def test_a_sentence_that_leaves_half_the_room_empty_does_not_end_the_fragment():
    text = f"De kat. {'en nog meer woorden ' * 20}"
    found = plain(fragment(text, parse("kat"), 100))
    assert len(found) > 50
    assert found.endswith("…")


def test_what_was_seen_of_chunks_is_forgotten_beyond_a_limit(monkeypatch):
    monkeypatch.setattr("search.results.highlighter._CACHED", 5)
    question = parse("zeldzaamwoord")
    for number in range(20):
        mark(f"iets{number} anders{number} zeldzaamwoord", question)
    wanted = frozenset(term for way in question.words[0].alternatives for term in way)
    wanted |= {term for other in question.words[0].others for term in other.terms}
    _, without = highlighter._caches(wanted)
    assert 0 < len(without) <= 8
