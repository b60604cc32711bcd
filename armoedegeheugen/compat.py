"""Call what Wagtail does not document, in one place.

Each function names the version in which the private name was read. `tests/test_compat.py` fails
when such a name is gone or means something else.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from wagtail.models import ReferenceIndex


class Reference(NamedTuple):
    """A reference from one object to another, as Wagtail's index of references stores it."""

    content_type: int
    object_id: str
    model_path: str
    content_path: str


def references_from(instance: Any) -> Iterator[Reference]:
    """Yield what an object refers to as it is in memory, saved or not.

    `ReferenceIndex._extract_references_from_object` as in Wagtail 7.4.
    """
    return (Reference(*row) for row in ReferenceIndex._extract_references_from_object(instance))


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
