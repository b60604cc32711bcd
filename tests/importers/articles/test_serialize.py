"""A text comes back from its plain values as it was, so that a draft is what its preview was."""

import json

import pytest

from armoedegeheugen.importers.articles import serialize
from tests.importers.articles.formats import markdown, print_in_bold, web_page, word_styles
from tests.importers.articles.stories import HEATING

FORMATS = (markdown, print_in_bold, web_page, word_styles)


@pytest.mark.parametrize("setting", FORMATS, ids=lambda setting: setting.__name__)
def test_a_text_survives_the_way_to_the_draft(reading, setting):
    ending, data = setting(HEATING)
    text = reading(data, f"tekst.{ending}").text
    values = json.loads(json.dumps(serialize.to_dict(text)))
    assert serialize.from_dict(values) == text


def test_links_sources_and_facts_of_the_file_survive_too(reading):
    html = (
        "<html><head><title>Warm wonen</title><meta name='author' content='Huurdersraad'>"
        "<meta name='description' content='Over warmte.'><meta name='date' content='2021-03-04'>"
        "<link rel='canonical' href='https://voorbeeld.example/warm'></head><body><h1>Warm</h1>"
        "<p>Lees <a href='https://voorbeeld.example/nota'>de nota</a>.</p></body></html>"
    )
    text = reading(html, "pagina.html").text
    assert text.file_metadata.author
    assert any(line_format.links for line_format in text.formats.values())
    assert serialize.from_dict(json.loads(json.dumps(serialize.to_dict(text)))) == text
