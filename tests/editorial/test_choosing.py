"""How an editor chooses a term: in sight on the form, or by part of its name."""

from datetime import date

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from armoedegeheugen.models import PracticeCard
from tests.editorial import forms
from tests.editorial.conftest import Portal
from tests.world import association, group, hindrance, merger, municipality, province, rung, theme


def test_a_municipality_is_found_by_any_part_of_its_name(editor: Client):
    merger("Melle", "Merelbeke-Melle", date(2025, 1, 1))
    municipality("Gent")
    address = reverse("wagtailsnippetchoosers_armoedegeheugen_municipality:choose_results")
    found = editor.get(address, {"q": "melle"}).content.decode()
    assert "Melle (tot 2025, nu Merelbeke-Melle)" in found
    assert "Gent" not in found


def test_municipalities_to_choose_from_can_be_narrowed_to_a_province(editor: Client):
    east = province("Oost-Vlaanderen")
    municipality("Gent", province=east), municipality("Turnhout")
    address = reverse("wagtailsnippetchoosers_armoedegeheugen_municipality:choose_results")
    found = editor.get(address, {"province": east.pk}).content.decode()
    assert "Gent" in found
    assert "Turnhout" not in found


def test_a_chosen_municipality_of_the_past_says_so_and_the_public_page_does_not(
    editor: Client, visitor: Client, portal: Portal
):
    old = merger("Melle", "Merelbeke-Melle")
    names_of_chooser = reverse(
        "wagtailsnippetchoosers_armoedegeheugen_municipality:chosen", args=[old.pk]
    )
    label = "Melle (tot 2025, nu Merelbeke-Melle)"
    assert editor.get(names_of_chooser).json()["result"]["string"] == label
    sent = forms.card(municipality=str(old.pk))
    forms.add_card(editor, portal.praktijken, sent, **forms.PUBLISH)
    page = PracticeCard.objects.get()
    assert label in editor.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
    shown = visitor.get(page.url).content.decode()
    assert "Melle" in shown
    assert label not in shown


def test_short_vocabularies_are_all_in_sight_on_the_form(editor: Client, portal: Portal):
    main = theme("Energie")
    expected = [
        ("themes", main),
        ("themes", theme("Sociaal tarief", main)),
        ("target_groups", group("Ouders")),
        ("hindrance_kinds", hindrance("Tijd")),
        ("ladder_level", rung("Raadplegen")),
        ("associations", association("Een huis")),
    ]
    page = editor.get(forms.add_url(PracticeCard, portal.praktijken)).content
    boxes = BeautifulSoup(page, "html.parser").select("input[type=checkbox], input[type=radio]")
    offered = {(box["name"], box["value"]) for box in boxes if box.get("value")}
    assert {(name, str(term.pk)) for name, term in expected} <= offered
