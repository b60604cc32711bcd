"""Long words of a heading may break; nothing else changes."""

import pytest

from armoedegeheugen.templatetags.hyphens import hyphenated


def test_a_long_word_may_break_where_dutch_does():
    assert "heids\u00adver" in hyphenated("De toegankelijkheidsverklaring")

    assert hyphenated("Beleidsparticipatie") == "Beleids\u00adparticipatie"
    assert hyphenated("Facebookvrienden") == "Facebook\u00advrienden"  # nowhere well before its end


@pytest.mark.parametrize("text", ["Kort en goed", "armoede", "", "2019–2021", "a  b"])
def test_short_words_stay_as_they_are(text):
    assert hyphenated(text) == text


@pytest.mark.parametrize("text", ["<b>" * 9, "Participatieondersteuningsovereenkomst &amp; meer"])
def test_no_letter_is_lost(text):
    assert hyphenated(text).replace("\u00ad", "") == text
