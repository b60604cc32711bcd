"""What came of an advice, and who took an item over."""

from django.utils import timezone

from armoedegeheugen.models import Adoption, Feedback, FollowUp, Municipality, PolicyAdvice
from tests.search.index.changes.registry import change
from tests.search.scene import Scene


@change
def followed_up(scene: Scene) -> None:
    advice = PolicyAdvice.objects.get(pk=scene.advice)
    FollowUp(
        advice=advice,
        recommendation_key=advice.recommendations.first().key,
        side="bestuur",
        said_by="OCMW",
        date=timezone.localdate(),
        position="gevolgd",
    ).save()


@change
def participants_told(scene: Scene) -> None:
    advice = PolicyAdvice.objects.get(pk=scene.advice)
    today = timezone.localdate()
    Feedback(advice=advice, date=today, how="Samen.", by_whom="De Brug").save()


@change
def taken_over(scene: Scene) -> None:
    gent = Municipality.objects.get(slug="gent")
    told = {"year": 2024, "contact_role": "coördinator", "contact_organisation": "OCMW"}
    Adoption.objects.create(item_id=scene.card, municipality=gent, **told)
