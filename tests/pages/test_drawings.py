"""Every drawing that a page asks for is there, and the page of the style shows all of them."""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

from armoedegeheugen.models import Theme
from armoedegeheugen.templatetags.drawings import (
    DEFAULT_LEVEL,
    DEFAULT_THEME,
    DRAWING_SIZE,
    ICON_SIZE,
    symbols,
)
from tests import world as making
from tests.pages.portal import Portal
from tests.pages.reading import read

ROOT = Path(__file__).parents[2]
ASKED = re.compile(r'\{% icon "([a-z-]+)" %\}')
KINDS = {"praktijk", "advies", "aanbeveling", "dossier"}
HEADINGS = {"doelstelling", "bereik", "neveneffect", "hindernis", "tips"}


def vocabulary(name: str) -> list[dict]:
    file = ROOT / "fixtures" / "vocabularies" / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8"))["items"]


def test_every_main_theme_has_a_picture():
    main = {theme["slug"] for theme in vocabulary("themes") if not theme.get("parent")}
    assert main <= set(symbols(DRAWING_SIZE))
    assert len(main) == 16


def test_every_kind_heading_and_rung_has_an_icon():
    rungs = {rung["slug"] for rung in vocabulary("ladder")}
    assert KINDS | HEADINGS | rungs | {DEFAULT_LEVEL} <= set(symbols(ICON_SIZE))


def test_no_picture_has_the_name_of_an_icon_on_the_same_sheet():
    assert not set(symbols(DRAWING_SIZE)) & set(symbols(ICON_SIZE))


def test_every_icon_that_a_template_asks_for_exists():
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html")]
    asked = {name for text in templates for name in ASKED.findall(text)}
    assert asked
    assert asked <= set(symbols(ICON_SIZE))


@pytest.mark.django_db
def test_a_theme_below_another_has_the_picture_above_it():
    above = making.theme("wonen")
    shown = Template("{% load drawings %}{{ theme|theme_drawing }}")
    cases = [
        (above, "wonen"),
        (making.theme("sociale-huur", parent=above), "wonen"),
        (Theme(name="Nieuw", slug="nieuw"), DEFAULT_THEME),
    ]
    for theme, picture in cases:
        assert shown.render(Context({"theme": theme})) == picture


def test_the_page_of_the_style_shows_every_drawing_and_is_not_indexed(
    portal: Portal, client: Client
):
    page = read(client, "/stijl/")
    shown = {use["href"].partition("#")[2] for use in page.select(".plates use")}
    assert shown == set(symbols(DRAWING_SIZE)) | set(symbols(ICON_SIZE))
    assert "noindex" in page.find("meta", attrs={"name": "robots"})["content"]
    assert "Disallow: /stijl/" in client.get("/robots.txt").content.decode()


def test_the_page_of_the_style_shows_every_colour(portal: Portal, client: Client):
    css = (ROOT / "site" / "static" / "css" / "site.css").read_text(encoding="utf-8")
    named = set(re.findall(r"--([a-z-]+): #", css)) - {"skin", "drawn", "on-ochre"}
    shown = {each["class"][1] for each in read(client, "/stijl/").select(".swatch")}
    assert shown == {f"swatch--{name}" for name in named}


def test_the_page_of_the_style_stands_in_an_empty_portal(world, client: Client):
    assert "Zo ziet het geheugen eruit" in read(client, "/stijl/").h1.string
