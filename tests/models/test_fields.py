"""A field of terms is followed by Wagtail's record of usage, and asks for no migration."""

from modelcluster.fields import ParentalManyToManyField
from wagtail.models import ReferenceIndex

from armoedegeheugen.models import PolicyAdvice, PracticeCard, Recommendation, Theme
from armoedegeheugen.models.fields import TermsField
from tests.world import World, theme


def used_by(term: Theme) -> set[str]:
    groups = ReferenceIndex.get_grouped_references_to(term)
    return {str(holder) for holder, _references in groups}


def test_the_migration_sees_an_ordinary_field():
    field = PracticeCard._meta.get_field("themes")
    assert isinstance(field, TermsField)
    assert field.deconstruct()[1] == "modelcluster.fields.ParentalManyToManyField"
    assert issubclass(TermsField, ParentalManyToManyField)


def test_usage_follows_what_is_added_and_removed(world: World):
    subject = theme("Wonen")
    card = world.practice("Praatcafé", themes=[subject])
    assert used_by(subject) == {"Praatcafé"}
    card.themes = []
    card.save()
    assert used_by(subject) == set()


def test_usage_reaches_into_recommendations(world: World):
    subject = theme("Wonen")
    advice = PolicyAdvice(title="Advies", teaser="Kort.")
    advice.recommendations = [Recommendation(text="Doe iets.")]
    advice.recommendations.first().themes = [subject]
    world.shelf.add_child(instance=advice)
    references = ReferenceIndex.get_references_to(subject)
    assert [one.describe_source_field() for one in references] == ["Aanbeveling → Thema's"]


def test_a_term_in_use_says_that_it_prevents_deletion(world: World):
    subject = theme("Wonen")
    world.practice("Praatcafé", themes=[subject])
    assert ReferenceIndex.get_grouped_references_to(subject).is_protected
