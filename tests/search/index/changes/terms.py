"""Terms of the vocabularies, and recommendations."""

from armoedegeheugen.models import (
    Association,
    Authority,
    HindranceKind,
    LadderLevel,
    Municipality,
    PolicyAdvice,
    PracticeCard,
    Province,
    TargetGroup,
    Term,
    Theme,
)
from tests.editorial import forms
from tests.search.index.changes.registry import CHANGES, Change, change
from tests.search.scene import Scene, term


def renamed(slug: str, model: type[Term] = Theme) -> Change:
    def act(scene: Scene) -> None:
        changed = term(slug, model)
        changed.name = f"{changed.name} anders"
        changed.save()

    return act


CHANGES |= {
    "theme_renamed": renamed("energie"),
    "municipality_renamed": renamed("gent", Municipality),
    "municipality_of_the_past_renamed": renamed("melle", Municipality),
    "province_of_a_municipality_renamed": renamed("oost-vlaanderen", Province),
    "rung_renamed": renamed("meebeslissen", LadderLevel),
    "target_group_renamed": renamed("jongeren", TargetGroup),
    "association_renamed": renamed("de-brug", Association),
    "hindrance_renamed": renamed("geld", HindranceKind),
    "authority_renamed": renamed("stad", Authority),
    "authority_of_a_recommendation_alone_renamed": renamed("ocmw", Authority),
}


@change
def theme_given_another_key(scene: Scene) -> None:
    theme = term("wonen")  # a main theme: only its sub-theme stands on the card
    theme.slug = "huisvesting"
    theme.save()


@change
def theme_of_a_recommendation_alone_given_another_key(scene: Scene) -> None:
    theme = term("enkel-hier")
    theme.slug = "enkel-daar"
    theme.save()


@change
def theme_given_another_parent(scene: Scene) -> None:
    theme = term("energie")
    theme.parent = term("werk")
    theme.save()


@change
def theme_renamed_by_an_editor(scene: Scene) -> None:
    data = {"name": "Energie en water", "parent": term("wonen").pk, "order": 0, "description": ""}
    answer = scene.admin.post(forms.term_url(term("energie"), "edit"), data)
    assert answer.status_code == 302


@change
def theme_deleted(scene: Scene) -> None:
    term("energie").delete()


@change
def theme_of_a_recommendation_alone_deleted(scene: Scene) -> None:
    Theme.objects.filter(slug="enkel-hier").delete()


@change
def municipalities_merged(scene: Scene) -> None:
    gent = term("gent", Municipality)
    gent.successor = term("gavere", Municipality)
    gent.save()


@change
def merger_undone(scene: Scene) -> None:
    """Items of the municipality that it had merged into lose its name."""
    page = scene.page(scene.draft)
    page.supralocal = False
    page.municipality = term("merelbeke-melle", Municipality)
    page.save_revision().publish()
    melle = term("melle", Municipality)
    melle.successor = None
    melle.save()


@change
def municipality_given_a_province(scene: Scene) -> None:
    today = term("merelbeke-melle", Municipality)  # the card says Melle
    today.province = term("oost-vlaanderen", Province)
    today.save()


@change
def terms_of_an_item_changed(scene: Scene) -> None:
    card = PracticeCard.objects.get(pk=scene.card)
    card.target_groups = []
    card.save(update_fields=["target_groups"])


@change
def terms_given_from_the_other_side(scene: Scene) -> None:
    Theme.objects.get(slug="werk").practicecard_set.add(PracticeCard.objects.get(pk=scene.hidden))


@change
def terms_taken_from_the_other_side(scene: Scene) -> None:
    Theme.objects.get(slug="energie").practicecard_set.clear()


@change
def recommendation_saved_alone(scene: Scene) -> None:
    recommendation = PolicyAdvice.objects.get(pk=scene.advice).recommendations.first()
    recommendation.text = "Bouw meer huizen."
    recommendation.save()


@change
def recommendation_deleted_alone(scene: Scene) -> None:
    PolicyAdvice.objects.get(pk=scene.advice).recommendations.first().delete()
