"""Define the permissions of the three groups of users."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, Page, PageLogEntry, PageViewRestriction

from ..models import Adoption, Term
from ..models.groups import ASSOCIATIONS, EDITORS, OPEN_TO_ASSOCIATIONS, STAFF
from ..safety import two_factor
from ..sections.models import HomePage, OverviewPage
from .granting import Grant, grant
from .workflow import remove_wagtail_defaults, set_up_workflow

# The slug of the overview that only editors and staff may read.
INTERNAL = "intern"

# What the collection above all others is called, instead of Wagtail's "Root".
ALL_FILES = "Alle bestanden"

ALL = ("add", "change", "delete", "view")
EDITORS_ON_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
EDITORS_ON_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


class PagesMissing(Exception):
    """The roles are about pages that are not there yet."""


@transaction.atomic
def setup() -> list[str]:
    """Make the groups, what they may do and the workflow, as far as that never was; says what."""
    home = HomePage.objects.first()
    if home is None:
        raise PagesMissing("Er is nog geen startpagina. Maak eerst de pagina's.")
    wanted = {EDITORS: _editors(home), ASSOCIATIONS: _associations(home), STAFF: _staff()}
    made = [told for name, grants in wanted.items() if (told := _equip(name, grants))]
    if set_up_workflow(Group.objects.get(name=EDITORS), home):
        remove_wagtail_defaults()
        made.append("workflow")
    if _fence(home):
        made.append("afscherming van de interne pagina's")
    return made


def _equip(name: str, grants: list[Grant]) -> str:
    group, new = Group.objects.get_or_create(name=name)
    given = grant(group, grants)
    if new:
        return f"groep {name}"
    return f"nieuwe rechten van de groep {name} ({given})" if given else ""


def _editors(home: HomePage) -> list[Grant]:
    two_factor.permission()
    terms = [model for model in Term.__subclasses__() if not model._meta.abstract]
    kept: list[type[Model]] = [*terms, Adoption]
    names = [
        *("wagtailadmin.access_admin", "wagtailadmin.enable_2fa"),
        *("search.search_internal", "search.operate_index", "armoedegeheugen.give_access"),
        *(f"armoedegeheugen.{verb}_submission" for verb in ("view", "change")),
        *(f"search.{verb}_synonym" for verb in ALL),
        *(f"armoedegeheugen.{verb}_{model._meta.model_name}" for model in kept for verb in ALL),
    ]
    root = Collection.get_first_root_node()
    Collection.objects.filter(pk=root.pk, name="Root").update(name=ALL_FILES)
    return [
        *map(Grant, names),
        *(Grant(f"wagtailcore.{name}", page=home) for name in EDITORS_ON_PAGES),
        *(Grant(name, collection=root) for name in EDITORS_ON_FILES),
    ]


def _associations(home: HomePage) -> list[Grant]:
    """Return access to the admin, and nothing else.

    The group of the own association says where a member may work, so that nobody sees what
    another association is writing.
    """
    for slug in OPEN_TO_ASSOCIATIONS:
        _shelf(home, slug)
    return [Grant("wagtailadmin.access_admin")]


def _staff() -> list[Grant]:
    return [Grant("search.search_internal")]


def _fence(home: HomePage) -> bool:
    """Close the internal overview, unless an administrator closed or opened it before."""
    shelf = OverviewPage.objects.child_of(home).filter(slug=INTERNAL).first()
    if shelf is None or shelf.view_restrictions.exists() or _once_fenced(shelf):
        return False
    restriction = PageViewRestriction(page=shelf, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(Group.objects.filter(name__in=[EDITORS, STAFF]))
    return True


def _once_fenced(page: Page) -> bool:
    """Return whether the page was ever restricted: one that was opened again stays open."""
    history = PageLogEntry.objects.filter(page=page)
    return history.filter(action__startswith="wagtail.view_restriction").exists()


def _shelf(home: HomePage, slug: str) -> OverviewPage:
    shelf = OverviewPage.objects.child_of(home).filter(slug=slug).first()
    if shelf is None:
        raise PagesMissing(f"Het overzicht '{slug}' is er nog niet. Maak eerst de pagina's.")
    return shelf
