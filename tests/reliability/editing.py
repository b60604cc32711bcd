"""Mixed changes such as editors make, one after the other, at random."""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Change = Callable[[random.Random], None]


def mixed_change(rnd: random.Random, kinds: Sequence[Change]) -> None:
    """One change such as an editor makes."""
    from django.db import transaction

    with transaction.atomic():
        rnd.choice(kinds)(rnd)


def retrying(act: Callable[[], None], ledger: Path) -> None:
    """As a person would: what is refused because of somebody else's change is tried again.

    SQLite has one writer, who may keep the others waiting too long. On PostgreSQL who moves a page
    to where another adds one may get the same place in the tree, of whom one is refused, and a page
    or a restriction may be gone between two looks at it: Wagtail says so in ways of its own, an
    IndexError among them. Each refusal is written down.
    """
    from django.core.exceptions import ObjectDoesNotExist, ValidationError
    from django.db import IntegrityError, OperationalError

    gone = ObjectDoesNotExist, ValidationError, IndexError
    for _ in range(20):
        try:
            return act()
        except (OperationalError, IntegrityError, *gone) as refused:
            with ledger.open("a") as lines:
                lines.write(f"{type(refused).__name__}: {str(refused).splitlines()[0][:150]}\n")
            time.sleep(random.uniform(0.05, 0.3))
    return act()


def cards() -> int:
    from armoedegeheugen.models import PracticeCard

    return PracticeCard.objects.count()


def _some(rnd: random.Random) -> Any:
    from armoedegeheugen.models import PracticeCard

    keys = list(PracticeCard.objects.values_list("pk", flat=True)[:5000])
    return PracticeCard.objects.get(pk=rnd.choice(keys)) if keys else None


def _shelf(rnd: random.Random) -> Any:
    from armoedegeheugen.sections.models import OverviewPage

    return rnd.choice(list(OverviewPage.objects.all()))


def add(rnd: random.Random) -> None:
    from armoedegeheugen.models import PracticeCard, Theme

    title = f"Kaart {rnd.randrange(10**9)}"
    page = PracticeCard(title=title, teaser=f"Over {title}.", live=False)
    _shelf(rnd).add_child(instance=page)
    page.themes = rnd.sample(list(Theme.objects.all()), 1)
    page.save_revision().publish()


def edit(rnd: random.Random) -> None:
    page = _some(rnd)
    if page is None:
        return add(rnd)
    page.teaser = f"Bewerkt {rnd.randrange(10**9)}."
    page.save_revision().publish()
    return None


def _unpublish(rnd: random.Random) -> None:
    page = _some(rnd)
    if page is not None:
        page.unpublish()


def _delete(rnd: random.Random) -> None:
    page = _some(rnd)
    if page is not None:
        page.delete()


def _move(rnd: random.Random) -> None:
    from wagtail.models import Page

    page = _some(rnd)
    if page is not None:
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=_shelf(rnd).pk), "last-child")


def _restrict(rnd: random.Random) -> None:
    from tests.world import restrict

    page = _some(rnd)
    if page is not None:
        restrict(page)


def _free(rnd: random.Random) -> None:
    from wagtail.models import PageViewRestriction

    fences = list(PageViewRestriction.objects.filter(page__depth__gt=3))
    if fences:
        rnd.choice(fences).delete()


def rename(rnd: random.Random) -> None:
    from armoedegeheugen.models import Theme

    theme = rnd.choice(list(Theme.objects.all()))
    theme.name = f"Thema {rnd.randrange(10**9)}"
    theme.save()


# Mostly edits, some of everything else; more comes than goes.
KINDS = (add, add, edit, edit, edit, _unpublish, _move, _restrict, _free, rename, _delete)
