"""An advice with three recommendations, those who gave it, those who must answer, and rivals."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from wagtail.models import GroupPagePermission

from armoedegeheugen import models
from armoedegeheugen.models import (
    AssociationMember,
    CouncilContact,
    FollowUp,
    PolicyAdvice,
    Recommendation,
)
from armoedegeheugen.models.choices import Position, Side
from armoedegeheugen.sections import models as sections
from tests import world as making
from tests.databases.content import Content
from tests.world import World

ASKED = date(2024, 1, 10)


@dataclass
class Scene:
    """`council` speaks for the body that is asked, `member` for the association that asks."""

    world: World
    advice: PolicyAdvice
    council: User
    member: User
    editor: User
    rival_council: User
    rival_member: User

    @property
    def asked(self) -> list[Recommendation]:
        return list(Recommendation.objects.filter(advice=self.advice).order_by("sort_order"))

    def say(
        self, number: int = 1, position: Position = Position.FOLLOWED, **values: Any
    ) -> FollowUp:
        """What the council says of one recommendation, unless another side is named."""
        values = {
            "advice": self.advice,
            "recommendation_key": self.asked[number - 1].key,
            "side": Side.COUNCIL,
            "said_by": "dienst wonen, OCMW Gent",
            "date": date(2024, 3, 1),
            "reason": "Omdat het kan.",
            **values,
        }
        entry = FollowUp(position=position, **values)
        entry.save()
        return entry


@pytest.fixture
def scene(world: World, content: Content) -> Scene:
    return content(stage, world)


def stage(world: World) -> Scene:
    gent, aalst = making.municipality("Gent"), making.municipality("Aalst")
    asked, other = making.authority("OCMW Gent"), making.authority("OCMW Aalst")
    asked.municipality, other.municipality = gent, aalst
    asked.save()
    other.save()
    ours, theirs = making.association("De Brug"), making.association("De Boot")
    advice = world.advice(
        "Advies over wonen",
        ("Bouw meer.", "Praat met mensen.", "Bel eerst."),
        authority=asked,
        associations=[ours],
        themes=[making.theme("Wonen")],
        municipality=gent,
        date=ASKED,
    )
    return Scene(
        world=world,
        advice=advice,
        council=contact("contact", asked),
        member=member("lid", ours),
        editor=editor("redacteur", world.home),
        rival_council=contact("rivaal", other),
        rival_member=member("ander-lid", theirs),
    )


def contact(name: str, body: models.Authority) -> User:
    user = _user(name)
    CouncilContact.objects.create(user=user, authority=body, role="diensthoofd welzijn")
    return user


def member(name: str, association: models.Association) -> User:
    user = _user(name)
    AssociationMember.objects.create(user=user, association=association)
    return user


def editor(name: str, home: sections.HomePage) -> User:
    from django.contrib.auth.models import Group

    user = _user(name)
    group = Group.objects.create(name=f"groep van {name}")
    user.groups.add(group)
    for codename in ("change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    return user


def _user(name: str) -> User:
    return User.objects.create_user(name, f"{name}@example.org", "geheim")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
