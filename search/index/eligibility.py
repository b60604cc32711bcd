"""Name the indices in which an item is found, as `armoedegeheugen.visibility` decides.

`audiences` answers for one page, `eligible` for all pages of a model; a test holds that they agree.
"""

from django.db.models import QuerySet
from wagtail.models import Page

from armoedegeheugen.visibility import Boundaries, Readers

from ..engines.protocol import Audience

NOBODY: frozenset[Audience] = frozenset()
STAFF = frozenset({Audience.INTERNAL})
EVERYONE = frozenset({Audience.PUBLIC, Audience.INTERNAL})

AUDIENCES = {Readers.NOBODY: NOBODY, Readers.STAFF: STAFF, Readers.EVERYONE: EVERYONE}
READERS = {Audience.PUBLIC: Readers.EVERYONE, Audience.INTERNAL: Readers.STAFF}


def audiences(page: Page, boundaries: Boundaries | None = None) -> frozenset[Audience]:
    """Return the audiences that may find this page, within boundaries read now or before."""
    return AUDIENCES[(boundaries or Boundaries.read()).readers(page)]


def eligible(model: type[Page], audience: Audience) -> QuerySet[Page]:
    """Return the queryset twin of `audiences`: the pages that an audience may find."""
    return Boundaries.read().found_by(model.objects.all(), READERS[audience])
