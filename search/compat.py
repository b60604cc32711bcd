"""Call what Django and Wagtail do not document, in one place.

Each function names the version in which the undocumented part was read.
`tests/search/test_compat.py` fails when such a part is gone or means something else.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Field, Model
from django.urls import get_resolver
from wagtail.models import Collection

_PREFETCHED = "_prefetched_objects_cache"


def load_url_patterns() -> None:
    """Load every URL pattern now rather than at the first address that is reversed.

    `URLResolver._populate` as in Django 5.2.
    """
    get_resolver()._populate()


def set_prefetched(instance: Model, name: str, rows: Sequence[Model]) -> None:
    """Let the manager `name` of an instance return these rows without a query.

    `_prefetched_objects_cache` as in Django 5.2, where `prefetch_related` keeps its rows.
    """
    instance.__dict__.setdefault(_PREFETCHED, {})[name] = rows


def prefetched(instance: Model, name: str) -> Sequence[Model] | None:
    """Return the rows of `set_prefetched` or `prefetch_related`; None if there are none.

    `_prefetched_objects_cache` as in Django 5.2.
    """
    rows: Sequence[Model] | None = instance.__dict__.get(_PREFETCHED, {}).get(name)
    return rows


def set_foreign_key(instance: Model, field: "Field[Any, Any]", value: Model | None) -> None:
    """Let a foreign key of an instance return this object without a query.

    `FieldCacheMixin.set_cached_value` as in Django 5.2. Unlike an assignment it leaves the column
    alone, also where the object is None because it no longer exists.
    """
    field.set_cached_value(instance, value)  # type: ignore[attr-defined]


def save_in_transaction(model: type[Model]) -> None:
    """Make each save of a model one transaction with the receivers of its signals.

    `Model.save_base` as in Django 5.2 sends `post_save` after its own transaction, so a process
    that dies in between would leave a change without what its receivers write. Wagtail saves pages,
    and Django deletes, in one transaction already.
    """
    model.save = transaction.atomic(model.save)  # type: ignore[method-assign]


def wrap_collection_move(before: Callable[[Collection], Callable[[], None]]) -> None:
    """Call `before` ahead of each `Collection.move`, and what it returns afterwards.

    `MP_Node.move` of django-treebeard 5.3, through which Wagtail 7.4 moves a collection without
    sending a signal. All of it is one transaction.
    """
    move = Collection.move

    @wraps(move)
    def wrapped(self: Collection, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            after = before(self)
            result = move(self, *args, **kwargs)
            after()
        return result

    Collection.move = wrapped  # type: ignore[method-assign]
