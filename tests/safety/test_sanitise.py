"""The sanitiser: nothing that comes out of it does anything, and nothing that was meant is lost."""

import re
from pathlib import Path
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from armoedegeheugen import sanitise
from armoedegeheugen.models.blocks import RICH_TEXT_FEATURES
from armoedegeheugen.sanitise import (
    HIDDEN,
    clean_html,
    clean_stored_html,
    plain_text,
    safe_file_name,
    web_address,
    without_hidden,
)
from tests.rows import every_row
from tests.safety.hostile import ADDRESSES, EVERYTHING, MARKUP, TEXTS
from tests.safety.inert import faults

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = (
    "<h2>Wat &amp; waarom</h2><p>Een <b>vet</b> en <i>schuin</i> woord.<br>Nog een regel.</p>"
    "<ul><li>Eén</li></ul><ol><li>Twee</li></ol><h3>Meer</h3>"
    "<p><strong>Tip</strong> <em>nu</em></p>"
    '<p><a href="/praktijken/x/">hier</a> <a href="https://example.org/?a=1&amp;b=2#c">daar</a> '
    '<a href="mailto:info@example.org">mail</a> <a href="tel:+3290000000">bel</a></p>'
)


@every_row("html", EVERYTHING.values(), ids=EVERYTHING.keys())
def test_nothing_hostile_stays_alive(html: str):
    assert faults(clean_html(html)) == []


def test_the_corpus_is_alive_before():
    """Or it would prove nothing. These come alive only where a sanitiser rewrites carelessly."""
    assert {name for name, html in MARKUP.items() if not faults(html)} == {
        "comment never closed",
        "escaped twice",
        "quote in attribute",
        "script split",
        "link, direction as number",
        "link, full width colon",
        "link, no width as name",
        "link, number in a number",
    }


def test_cleaning_twice_is_as_good_as_once():
    assert clean_html(clean_html(ORDINARY)) == clean_html(ORDINARY)
    assert not [name for name, html in MARKUP.items() if faults(clean_html(clean_html(html)))]


def test_two_hostile_pieces_together_are_as_dead_as_one():
    pieces = list(MARKUP.values())
    for first, second in zip(pieces, reversed(pieces), strict=True):
        assert faults(clean_html(f"<p>{first}</p>{second}<p>")) == []


@given(st.lists(st.sampled_from(sorted(EVERYTHING.values())), max_size=4), st.text(max_size=20))
def test_no_mixture_comes_alive(pieces: list[str], glue: str):
    assert faults(clean_html(glue.join(pieces))) == []


def test_ordinary_text_stays_as_it_was():
    assert clean_html(ORDINARY) == ORDINARY


def test_what_wagtail_adds_for_its_editor_is_left_out():
    assert clean_html('<p data-block-key="x1">Tekst</p>') == "<p>Tekst</p>"


WRITTEN = (
    '<h2 data-block-key="a">Kop</h2><h3 data-block-key="b">Kop</h3><p data-block-key="c">'
    '<b>vet</b> <i>schuin</i> <a href="https://example.org/">web</a> <a id="3" linktype="page">'
    'pagina</a> <a id="1" linktype="document">bestand</a></p><ul><li data-block-key="d">x</li></ul>'
    '<ol><li data-block-key="e">y</li></ol>'
)


def test_what_the_editor_can_write_is_stored_as_it_is():
    """A new feature of the text field needs its tags in the sanitiser, and here."""
    known = {"h3", "bold", "italic", "ol", "ul", "link", "document-link"}
    assert set(RICH_TEXT_FEATURES) == known
    assert clean_stored_html(WRITTEN) == WRITTEN


def test_what_is_stored_is_clean_and_well_formed():
    for html in EVERYTHING.values():
        kept = clean_stored_html(html)
        assert faults(kept) == []
        assert clean_stored_html(f"<p>{kept}</p>").count("<p>") == clean_stored_html(
            f"<p>{kept}</p>"
        ).count("</p>")


def test_a_link_with_a_bad_address_keeps_its_words():
    assert (
        clean_html('<p>Lees <a href="javascript:boo()">dit</a>.</p>') == "<p>Lees <a>dit</a>.</p>"
    )


@every_row("text", TEXTS.values(), ids=TEXTS.keys())
def test_plain_text_holds_nothing_hidden(text: str):
    assert not HIDDEN.search(plain_text(text))
    assert "\r" not in plain_text(text)


@given(st.text())
def test_what_is_visible_is_never_lost(text: str):
    assert without_hidden(text) == "".join(
        letter for letter in text if letter in without_hidden(text)
    )
    assert without_hidden(without_hidden(text)) == without_hidden(text)


def test_dutch_and_pictograms_stay():
    for text in (
        "Eén café-overleg: “ça va” – €5 à 10 %…",
        "👨\u200d👩\u200d👧 samen",
        "re\u00adgel",
    ):
        assert plain_text(text) == text


@every_row(
    ("given", "kept"),
    [
        ("Jaarverslag 2024 (def).PDF", "Jaarverslag-2024-(def).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\rapport.final.docx", "rapport-final.docx"),
        ("factuur\u202efdp.exe", "factuurfdp.exe"),
        ("shell.php.pdf", "shell-php.pdf"),
        (".htaccess", "bestand.htaccess"),
        ("con.pdf", "bestand-con.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a-Set-Cookie-x-1.pdf"),
        ("één & twee.odt", "één-twee.odt"),
        ("", "bestand"),
        ("...", "bestand"),
        ("<script>.csv", "script.csv"),
    ],
)
def test_a_file_name_is_one_name(given: str, kept: str):
    assert safe_file_name(given) == kept


@given(st.text(max_size=300))
def test_any_file_name_is_harmless(name: str):
    kept = safe_file_name(name)
    assert 0 < len(kept) <= 100
    assert not set(kept) & set('/\\<>:"|?*;\r\n\0')
    assert kept.count(".") <= 1
    assert not kept.startswith((".", "-"))
    assert safe_file_name(kept) == kept


def test_a_field_costs_less_than_a_millisecond():
    """Each field is cleaned once; what is kept then answers."""
    field = ORDINARY * 12
    clean_html(field)
    start = perf_counter()
    for _ in range(200):
        clean_html(field)
    assert (perf_counter() - start) / 200 < 0.001


def test_the_cache_of_clean_fields_has_a_limit():
    assert sanitise._clean_for_page.cache_info().maxsize == sanitise._CACHE_SIZE


@every_row("url", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_an_address_that_is_no_web_address_leads_nowhere(url: str):
    assert web_address(url) == ""


def test_a_web_address_stays():
    for url in ("https://example.org/a?b=1&c=2#d", "HTTP://example.org"):
        assert web_address(f" {url}\n") == url
    for url in ("", "https:///evil.invalid", "//evil.invalid", "/pad/", "example.org"):
        assert web_address(url) == ""


def test_bleach_is_imported_by_the_sanitiser_alone():
    """It is unmaintained, so a replacement must need a change in one module only."""
    rooms = ("armoedegeheugen", "search", "site", "fixtures", "tools")
    importing = {
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"^\s*(?:from|import)\s+bleach\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert importing == {"armoedegeheugen/sanitise.py"}
