"""Decide who may add what to the follow-up of an advice.

An editor, who may publish the advice, adds entries of either side and names the speaker. A member
of an association adds only its side, to its own advices. A contact of a public body adds only the
council's side, where that body or its municipality is asked to act. Nobody changes an entry.
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
    """Return the associations of a user; none for an inactive one."""
    if not user.is_active:
        return []
    members = AssociationMember.objects.filter(user=user.pk).select_related("association")
    return [member.association for member in members]


def contacts_of(user: User) -> list[CouncilContact]:
    """Return the public bodies and roles of a user; none for an inactive one."""
    if not user.is_active:
        return []
    contacts = CouncilContact.objects.filter(user=user.pk)
    return list(contacts.select_related("authority__municipality__successor"))


def authorities_of(user: User) -> list[Authority]:
    """Return the public bodies of a user; none for an inactive one."""
    return [contact.authority for contact in contacts_of(user)]


def edits(user: User, page: KnowledgePage) -> bool:
    """Return whether the user may publish this page."""
    return user.is_active and page.permissions_for_user(user).can_publish()


class Speaker:
    """The rights of one user on one advice, each looked up once."""

    def __init__(self, user: User, advice: PolicyAdvice) -> None:
        self.user = user
        self.advice = advice

    @cached_property
    def edits(self) -> bool:
        """Return whether the user edits the advice."""
        return edits(self.user, self.advice)

    @cached_property
    def associations(self) -> list[Association]:
        """Return the user's associations that are behind the advice."""
        mine = associations_of(self.user)
        behind = {each.pk for each in self.advice.associations.all()} if mine else set()
        return [each for each in mine if each.pk in behind]

    @cached_property
    def _contacts(self) -> list[CouncilContact]:
        return contacts_of(self.user)

    def contacts(
        self, asked: Recommendation | None = None, named: Authority | None = None
    ) -> list[CouncilContact]:
        """Return the user's contacts whose body, or its municipality, is asked to act.

        Args:
            asked: A recommendation with a body of its own, or None for the advice as a whole.
            named: The body that the council itself named, if any.
        """
        asked_to_act = (named, asked and asked.responsible, self.advice.authority)
        bodies = [body for body in asked_to_act if body]
        return [mine for mine in self._contacts if _concerns(mine.authority, bodies)]

    def sides(self, asked: Recommendation, named: Authority | None = None) -> list[Side]:
        """Return the sides from which the user may add an entry."""
        if self.edits:
            return list(Side)
        found = [Side.COUNCIL] if self.contacts(asked, named) else []
        return [*found, Side.ASSOCIATION] if self.associations else found

    def name(
        self, side: Side, asked: Recommendation | None = None, named: Authority | None = None
    ) -> str:
        """Return for whom the user speaks from this side, as visitors read it."""
        if side == Side.COUNCIL:
            return next((str(contact) for contact in self.contacts(asked, named)), "")[:160]
        return ", ".join(str(each) for each in self.associations)[:160]

    def names(self) -> list[str]:
        """Return for whom the user may speak about the advice as a whole: one name a side."""
        return [name for side in (Side.ASSOCIATION, Side.COUNCIL) if (name := self.name(side))]

    @property
    def may_tell_back(self) -> bool:
        """Return whether the user may add feedback: editors, and both sides."""
        return bool(self.edits or self.associations or self.contacts())


def adopting_places(user: User) -> list[Municipality]:
    """Return today's municipalities for which a contact may report an adoption."""
    places = [body.municipality.today for body in authorities_of(user) if body.municipality]
    return list(dict.fromkeys(places))


def _concerns(mine: Authority, bodies: Iterable[Authority]) -> bool:
    here = mine.municipality and mine.municipality.today
    return any(
        body.pk == mine.pk or (here and body.municipality and body.municipality.today == here)
        for body in bodies
    )
