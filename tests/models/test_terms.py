"""What holds for terms, whoever saves them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from armoedegeheugen.models import Municipality, Theme
from tests.world import merger, municipality, theme

pytestmark = pytest.mark.django_db


def test_a_slug_is_made_from_the_name_if_there_is_none():
    place = Municipality(name="Heist-op-den-Berg")
    place.clean()
    assert place.slug == "heist-op-den-berg"


def test_a_sub_theme_names_its_main_theme():
    assert str(theme("Tarief", theme("Energie"))) == "Energie: Tarief"


@pytest.mark.parametrize("parent", ["itself", "below"])
def test_themes_have_two_levels(parent: str):
    energy = theme("Energie")
    below = theme("Tarief", energy)
    wrong = below if parent == "itself" else theme("Meter")
    wrong.parent = below
    with pytest.raises(ValidationError, match="maar twee niveaus"):
        wrong.full_clean()


def test_a_theme_with_themes_below_it_goes_under_no_other():
    energy = theme("Energie")
    theme("Tarief", energy)
    energy.parent = theme("Wonen")
    with pytest.raises(ValidationError, match="zelf thema's onder zich"):
        energy.full_clean()
    assert Theme.objects.get(slug="energie").parent is None


def test_a_municipality_of_the_past_knows_its_name_of_today():
    old = merger("Melle", "Merelbeke-Melle")
    assert old.today == municipality("Merelbeke-Melle")
    assert old.choice_label == "Melle (tot 2025, nu Merelbeke-Melle)"
    assert str(old) == "Melle"
    assert municipality("Gent").choice_label == "Gent"


def test_each_name_of_a_municipality_finds_the_others():
    old = merger("Melle", "Merelbeke-Melle")
    merger("Merelbeke", "Merelbeke-Melle")
    expected = {"Merelbeke-Melle", "Melle", "Merelbeke"}
    assert set(old.names()) == set(old.today.names()) == expected


def test_two_mergers_in_a_row_lead_to_today():
    first = merger("Kruibeke", "Kruibeke-Beveren", date(2019, 1, 1))
    middle = first.successor
    middle.successor, middle.merged_on = municipality("Waasland"), date(2025, 1, 1)
    middle.save()
    assert Municipality.objects.get(pk=first.pk).today.name == "Waasland"


def test_names_are_found_through_two_mergers_in_a_row():
    first = merger("Kruibeke", "Kruibeke-Beveren", date(2019, 1, 1))
    middle = first.successor
    middle.successor, middle.merged_on = municipality("Waasland"), date(2025, 1, 1)
    middle.save()
    merger("Zwijndrecht", "Waasland")
    expected = {"Waasland", "Kruibeke-Beveren", "Kruibeke", "Zwijndrecht"}
    for place in Municipality.objects.all():
        assert set(place.names()) == expected


def test_names_end_where_mergers_go_in_a_circle():
    one, other = municipality("Een"), municipality("Twee")
    one.successor, other.successor = other, one
    one.save(), other.save()
    assert sorted(one.names()) == ["Een", "Twee"]


def test_a_circle_of_mergers_ends():
    one, other = municipality("Een"), municipality("Twee")
    one.successor, other.successor = other, one
    one.save(), other.save()
    assert one.today in (one, other)
