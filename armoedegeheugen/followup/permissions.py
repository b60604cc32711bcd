"""Who may add what to the follow-up of an advice.

An editor (who may publish the advice) adds either side and names who says so. A member of an
association adds only its side, to its own advices. A contact of a public body adds only the
council's side, where that body or its municipality is asked to act. Nobody changes what was said.
"""

from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from ..models import (
    Association,
    AssociationMember,
    Authority,
    CouncilContact,
    KnowledgePage,
    Municipality,
    PolicyAdvice,
    Recommendation,
)
from ..models.choices import Side

User = AbstractBaseUser | AnonymousUser


def associations_of(user: User) -> list[Association]:
    """The associations that this user is a member of; none for who may not log in."""
    if not user.is_active:
        return []
    members = AssociationMember.objects.filter(user=user.pk).select_related("association")
    return [member.association for member in members]


def contacts_of(user: User) -> list[CouncilContact]:
    """For which bodies this user speaks, and in which role; none for who may not log in."""
    if not user.is_active:
        return []
    contacts = CouncilContact.objects.filter(user=user.pk)
    return list(contacts.select_related("authority__municipality__successor"))


def authorities_of(user: User) -> list[Authority]:
    """The public bodies that this user is a contact of; none for who may not log in."""
    return [contact.authority for contact in contacts_of(user)]


def edits(user: User, page: KnowledgePage) -> bool:
    """Whether the user is an editor of this page: who may publish it."""
    return user.is_active and page.permissions_for_user(user).can_publish()


class Speaker:
    """What one user may say about one advice; each thing is looked up once."""

    def __init__(self, user: User, advice: PolicyAdvice) -> None:
        self.user = user
        self.advice = advice

    @cached_property
    def edits(self) -> bool:
        return edits(self.user, self.advice)

    @cached_property
    def associations(self) -> list[Association]:
        """The user's associations among those that gave the advice."""
        mine = associations_of(self.user)
        behind = {each.pk for each in self.advice.associations.all()} if mine else set()
        return [each for each in mine if each.pk in behind]

    @cached_property
    def _contacts(self) -> list[CouncilContact]:
        return contacts_of(self.user)

    def contacts(
        self, asked: Recommendation | None = None, named: Authority | None = None
    ) -> list[CouncilContact]:
        """The user's contacts whose body, or the municipality of that body, is asked to act:
        by the advice, or (`named`) by the council itself, which gave it to another body."""
        asked_to_act = (named, asked and asked.responsible, self.advice.authority)
        bodies = [body for body in asked_to_act if body]
        return [mine for mine in self._contacts if _concerns(mine.authority, bodies)]

    def sides(self, asked: Recommendation, named: Authority | None = None) -> list[Side]:
        """From which sides the user may add an entry to this recommendation."""
        if self.edits:
            return list(Side)
        found = [Side.COUNCIL] if self.contacts(asked, named) else []
        return [*found, Side.ASSOCIATION] if self.associations else found

    def name(
        self, side: Side, asked: Recommendation | None = None, named: Authority | None = None
    ) -> str:
        """For whom the user speaks from this side, as visitors read it."""
        if side == Side.COUNCIL:
            return next((str(contact) for contact in self.contacts(asked, named)), "")[:160]
        return ", ".join(str(each) for each in self.associations)[:160]

    def any_name(self) -> str:
        return self.name(Side.ASSOCIATION) or self.name(Side.COUNCIL)

    @property
    def may_tell_back(self) -> bool:
        """Whether the user may add that the participants were told: editors, and both sides."""
        return bool(self.edits or self.associations or self.contacts())


def adopting_places(user: User) -> list[Municipality]:
    """Today's municipalities for which a contact may say that they took something over."""
    places = [body.municipality.today for body in authorities_of(user) if body.municipality]
    return list(dict.fromkeys(places))


def _concerns(mine: Authority, bodies: Iterable[Authority]) -> bool:
    here = mine.municipality and mine.municipality.today
    return any(
        body.pk == mine.pk or (here and body.municipality and body.municipality.today == here)
        for body in bodies
    )
