"""Text from outside becomes HTML in one way, and nothing of it becomes a tag."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armoedegeheugen.submissions import plain_text
from tests.properties import examples

WRITTEN = re.compile(r"</?p>|<br/>")
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">klik</a>',
    "</p><style>*{display:none}</style>",
    "&lt;b&gt; &#60;script&#62;",
    "<p><embed embedtype='image' id='1'/></p>",
    '<a linktype="page" id="1">x</a>',
]


def bare(html: str) -> str:
    return unescape(WRITTEN.sub("\n", html))


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_tag_that_is_typed_stays_text(typed):
    html = plain_text.paragraphs(typed)
    assert not re.search(r"<(?!/?p>|br/>)", html)
    assert bare(html).strip() == typed


@settings(max_examples=examples(300))
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_whatever_is_typed_only_our_own_tags_come_out(typed):
    html = plain_text.paragraphs(typed)
    assert "<" not in WRITTEN.sub("", html)
    assert ">" not in WRITTEN.sub("", html)
    assert bare(html).split() == plain_text.text(typed).split()


@settings(max_examples=examples(200))
@given(st.text(alphabet="a é<>&\"'\n\r\t-•1.", max_size=80))
def test_no_visible_letter_is_dropped(typed):
    letters = [letter for letter in typed if not letter.isspace()]
    assert [letter for letter in plain_text.text(typed) if not letter.isspace()] == letters


@settings(max_examples=examples(200))
@given(st.text(max_size=100))
def test_what_is_clean_stays_as_it_is(typed):
    once = plain_text.text(typed)
    assert plain_text.text(once) == once


def test_a_blank_line_parts_paragraphs_and_a_line_end_is_kept():
    assert (
        plain_text.paragraphs("een\r\ntwee\r\n\r\n  \r\ndrie") == "<p>een<br/>twee</p><p>drie</p>"
    )
    assert plain_text.paragraphs(" \n ") == ""


def test_characters_that_turn_the_reading_direction_are_gone():
    assert plain_text.line("foto\u202egpj.exe\u2066\u200b\x00") == "fotogpj.exe"


def test_one_line_stays_one_line():
    assert plain_text.line("Titel\r\nBcc: iemand@example.org") == "Titel Bcc: iemand@example.org"


def test_each_line_is_an_item_without_its_bullet():
    assert plain_text.items("- een\n* twee\n3. drie\n4) vier\n\n• vijf\n2 euro is genoeg") == [
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "2 euro is genoeg",
    ]
