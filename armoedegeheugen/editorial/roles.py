"""Define the permissions of editors, associations and staff, and set them up.

Invariant: a group gets a permission once, when the group is made or when a release adds the
permission. Later changes by an administrator stay. A page for some readers only has one of
Wagtail's view restrictions, which search follows too.
"""

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

# The name of the top collection, which Wagtail calls "Root".
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
    """A page that the roles refer to does not exist yet."""


@transaction.atomic
def setup() -> list[str]:
    """Set up groups, permissions and workflow once; return what was created, in Dutch."""
    home = HomePage.objects.first()
    if home is None:
        raise PagesMissing("Er is nog geen startpagina. Maak eerst de pagina's.")
    wanted = {EDITORS: _editors(home), ASSOCIATIONS: _associations(home), STAFF: _staff()}
    created = [note for name, grants in wanted.items() if (note := _set_up_group(name, grants))]
    if set_up_workflow(Group.objects.get(name=EDITORS), home):
        remove_wagtail_defaults()
        created.append("workflow")
    if _restrict_internal_pages(home):
        created.append("afscherming van de interne pagina's")
    return created


def _set_up_group(name: str, grants: list[Grant]) -> str:
    group, is_new = Group.objects.get_or_create(name=name)
    given = grant(group, grants)
    if is_new:
        return f"groep {name}"
    return f"nieuwe rechten van de groep {name} ({given})" if given else ""


def _editors(home: HomePage) -> list[Grant]:
    two_factor.permission()
    terms = [model for model in Term.__subclasses__() if not model._meta.abstract]
    managed: list[type[Model]] = [*terms, Adoption]
    names = [
        *("wagtailadmin.access_admin", "wagtailadmin.enable_2fa"),
        *("search.search_internal", "search.operate_index", "armoedegeheugen.give_access"),
        *(f"armoedegeheugen.{verb}_submission" for verb in ("view", "change")),
        *(f"armoedegeheugen.{verb}_outgoingmail" for verb in ("view", "change")),
        *(f"search.{verb}_synonym" for verb in ALL),
        *(f"armoedegeheugen.{verb}_{model._meta.model_name}" for model in managed for verb in ALL),
    ]
    root = Collection.get_first_root_node()
    Collection.objects.filter(pk=root.pk, name="Root").update(name=ALL_FILES)
    return [
        *map(Grant, names),
        *(Grant(f"wagtailcore.{name}", page=home) for name in EDITORS_ON_PAGES),
        *(Grant(name, collection=root) for name in EDITORS_ON_FILES),
    ]


def _associations(home: HomePage) -> list[Grant]:
    """Return the permission to enter the admin, and no other.

    Each association has a group of its own with permissions on its pages, so that no member sees
    the drafts of another association.
    """
    for slug in OPEN_TO_ASSOCIATIONS:
        _require_overview(home, slug)
    return [Grant("wagtailadmin.access_admin")]


def _staff() -> list[Grant]:
    return [Grant("search.search_internal")]


def _restrict_internal_pages(home: HomePage) -> bool:
    """Restrict the internal overview to editors and staff, unless it ever was restricted."""
    shelf = OverviewPage.objects.child_of(home).filter(slug=INTERNAL).first()
    if shelf is None or shelf.view_restrictions.exists() or _was_restricted(shelf):
        return False
    restriction = PageViewRestriction(page=shelf, restriction_type=PageViewRestriction.GROUPS)
    restriction.save()
    restriction.groups.set(Group.objects.filter(name__in=[EDITORS, STAFF]))
    return True


def _was_restricted(page: Page) -> bool:
    """Return whether the page was ever restricted; an administrator may have opened it since."""
    history = PageLogEntry.objects.filter(page=page)
    return history.filter(action__startswith="wagtail.view_restriction").exists()


def _require_overview(home: HomePage, slug: str) -> OverviewPage:
    shelf = OverviewPage.objects.child_of(home).filter(slug=slug).first()
    if shelf is None:
        raise PagesMissing(f"Het overzicht '{slug}' is er nog niet. Maak eerst de pagina's.")
    return shelf
