"""Call what Wagtail and its packages do not document, in one place.

Each function names the version in which the private name was read. `tests/test_compat.py` fails
when such a name is gone or means something else.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from wagtail.blocks import ListBlock
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex
from wagtail_2fa.middleware import VerifyUserPermissionsMiddleware


class Reference(NamedTuple):
    """A reference from one object to another, as Wagtail's index of references stores it."""

    content_type: int
    object_id: str
    model_path: str
    content_path: str

    def refers_to(self, model: type[Model]) -> bool:
        """Return whether the object referred to is of this model."""
        return self.content_type == base_content_type(model)


def references_from(instance: Any) -> Iterator[Reference]:
    """Yield what an object refers to as it is in memory, saved or not.

    `ReferenceIndex._extract_references_from_object` as in Wagtail 7.4.
    """
    return (Reference(*row) for row in ReferenceIndex._extract_references_from_object(instance))


def references_to(instance: Model, model: type[Model]) -> set[str]:
    """Return the keys of objects of `model` that are stored as referring to an object."""
    rows = ReferenceIndex.get_references_to(instance)
    sources = rows.filter(base_content_type=base_content_type(model))
    return set(sources.values_list("object_id", flat=True))


def base_content_type(model: type[Model]) -> int:
    """Return the key of the content type that references to `model` carry.

    `ReferenceIndex._get_base_content_type` as in Wagtail 7.4: for any page, that of `Page`.
    """
    return ReferenceIndex._get_base_content_type(model).pk


def content_path_hash(content_path: str) -> Any:
    """Return the hash that makes a reference unique.

    `ReferenceIndex._get_content_path_hash` as in Wagtail 7.4.
    """
    return ReferenceIndex._get_content_path_hash(content_path)


def set_file_metadata(document: AbstractDocument) -> None:
    """Set the size and hash of a document from its file, unsaved.

    `AbstractDocument._set_document_file_metadata` as in Wagtail 7.4; only Wagtail's form calls it.
    """
    document._set_document_file_metadata()


def slug_is_available(slug: str, page: Page) -> bool:
    """Return whether no sibling of a page has this slug.

    `Page._slug_is_available` as in Wagtail 7.4.
    """
    return Page._slug_is_available(slug, page.get_parent(), page)


def move_descendant_paths(page: Page, old_path: str) -> None:
    """Store the URL paths of all pages below one whose path was `old_path`.

    `Page._update_descendant_url_paths` as in Wagtail 7.4, which `Page.save` calls.
    """
    page._update_descendant_url_paths(old_path, page.url_path)


def is_list_item(block: ListBlock, item: Any) -> bool:
    """Return whether a stored item of a list has an id beside its value.

    `ListBlock._item_is_in_block_format` as in Wagtail 7.4; older items are the bare value.
    """
    return block._item_is_in_block_format(item)


# Names of the addresses that need no second step: the form for the code, login and logout of the
# admin, and what those pages load. `_allowed_url_names` as in wagtail-2fa 1.8.
TWO_FACTOR_EXEMPT = tuple(VerifyUserPermissionsMiddleware._allowed_url_names)
