"""Send reminders by e-mail: before an agreed date, and after a long wait for an answer.

Invariant: a reminder is recorded in the transaction that puts its mail in the outbox, so it is told
once. Nobody gets more than one mail a week, and the link to unsubscribe works without logging in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ..mail import outbox
from ..models import (
    AssociationMember,
    Correspondent,
    CouncilContact,
    PolicyAdvice,
    Recommendation,
    Reminder,
)
from ..models.querysets import published
from .reminder_plan import Mail, ReminderItem, SentReminder, find_occasion, plan_mails
from .stories import Story, load_stories
from .unsubscribe import unsubscribe_path

# Time between two mails to one address.
REST = timedelta(days=7)


def send_reminders(now: datetime | None = None) -> int:
    """Put what is due in the outbox, and return the number of mails. Safe to call at any time."""
    moment = now or timezone.now()
    letters = plan_mails(reminder_items(timezone.localdate(moment)), _told(), _resting(moment))
    return sum(_send(letter, moment) for letter in letters)


def forget(address: str) -> None:
    """Erase an address with all that was sent to it."""
    Correspondent.objects.filter(address__iexact=address).delete()


def reminder_items(today: date) -> Iterator[ReminderItem]:
    """Yield every public recommendation with a reason for a reminder today."""
    advices = list(_advices())
    found = load_stories((advice.pk for advice in advices), today)
    contacts = _contacts()
    for advice in advices:
        ours = _association_addresses(advice)
        for asked in advice.recommendations.all():
            told = found.of(asked, advice)
            theirs = contacts[told.responsible.pk] if told.responsible else []
            matter = _matter(asked, advice, told, today, [*theirs, *ours])
            if matter is not None:
                yield matter


def _advices() -> Iterable[PolicyAdvice]:
    """Return the public advices; examples only on a demonstration site."""
    members = AssociationMember.objects.select_related("user")
    asked = Recommendation.objects.select_related("responsible")
    pages = published(PolicyAdvice).select_related("authority")
    if not settings.DEMO:
        pages = pages.exclude(is_example=True)
    return pages.prefetch_related(
        Prefetch("recommendations", asked), Prefetch("associations__members", members)
    )


def _contacts() -> dict[int, list[str]]:
    """Return the addresses of the contacts of each public body."""
    found: dict[int, list[str]] = defaultdict(list)
    active = CouncilContact.objects.filter(user__is_active=True).exclude(user__email="")
    for body, address in active.order_by("pk").values_list("authority", "user__email"):
        found[body].append(address)
    return found


def _association_addresses(advice: PolicyAdvice) -> list[str]:
    """Return the address of each association, or else those of its members."""
    found: list[str] = []
    for association in advice.associations.all():
        members = [member.user for member in association.members.all()]
        private = [user.email for user in members if user.is_active and user.email]
        found += [association.contact_email] if association.contact_email else private
    return found


def _matter(
    asked: Recommendation, advice: PolicyAdvice, told: Story, today: date, recipients: list[str]
) -> ReminderItem | None:
    reason = find_occasion(told.state, advice.date, today)
    address = advice.full_url
    if reason is None or not address or not recipients:
        return None
    return ReminderItem(
        key=asked.key,
        label=asked.label,
        text=" ".join(asked.text.split()),
        advice=" ".join(advice.title.split()),
        address=f"{address}#{asked.anchor}",
        answer_address=site_address(reverse("followup:add", args=[asked.key])),
        occasion=reason,
        recipients=tuple(recipients),
    )


def site_address(path: str) -> str:
    """Return a full address from the settings: there is no request here."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _told() -> set[SentReminder]:
    rows = Reminder.objects.values_list("correspondent__address", "recommendation_key", "occasion")
    return set(rows)


def _resting(now: datetime) -> set[str]:
    rests = Q(last_mail_at__gt=now - REST) | Q(stopped_at__isnull=False)
    return set(Correspondent.objects.filter(rests).values_list("address", flat=True))


def _send(letter: Mail, now: datetime) -> bool:
    """Record the reminders and put their mail in the outbox, both or none.

    Returns:
        False if the mail may not be sent (any more).
    """
    try:
        with transaction.atomic():
            to, _ = Correspondent.objects.get_or_create(address=letter.to)
            free = Q(last_mail_at=None) | Q(last_mail_at__lte=now - REST)
            mine = Correspondent.objects.filter(free, pk=to.pk, stopped_at=None)
            if not mine.update(last_mail_at=now):
                return False
            Reminder.objects.bulk_create(_rows(letter, to))
            _put_in_outbox(letter)
    except IntegrityError:  # another process sends the same at this moment
        return False
    return True


def _rows(letter: Mail, to: Correspondent) -> list[Reminder]:
    return [
        Reminder(correspondent=to, recommendation_key=matter.key, occasion=matter.occasion.name)
        for matter in letter.matters
    ]


def _put_in_outbox(letter: Mail) -> None:
    number = len(letter.matters)
    waits = "één aanbeveling wacht" if number == 1 else f"{number} aanbevelingen wachten"
    stop = site_address(unsubscribe_path(letter.to))
    context = {"letter": letter, "stop": stop, "site": site_address("/")}
    outbox.send(
        letter.to,
        f"Herinnering: {waits}",
        render_to_string("emails/followup/reminder.txt", context).strip() + "\n",
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
