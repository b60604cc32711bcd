"""The mark by which a browser knows that a script in the admin's page is ours.

Wagtail starts its date fields, its choosers and its lists of forms by a script beside each. Widgets
know no request, so the mark of the request at work is kept here. The templates of the others are
ours, in templates/wagtailadmin/; the choosers write theirs in Python.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

SCRIPT = "<script>"

_at_work: ContextVar[HttpRequest | None] = ContextVar("request_at_work", default=None)


@contextmanager
def request_at_work(request: HttpRequest) -> Iterator[None]:
    token = _at_work.set(request)
    try:
        yield
    finally:
        _at_work.reset(token)


def nonce() -> str:
    """The mark of the request at work; nothing where there is none, as in a command."""
    request = _at_work.get()
    return str(getattr(request, "csp_nonce", ""))


def add_nonce_to_choosers() -> None:
    BaseChooser.render = _marked(BaseChooser.render)  # type: ignore[method-assign]


def _marked(render: Callable[..., str]) -> Callable[..., SafeString]:
    """A chooser's HTML ends in its script. Before that stands what people typed, so: the last."""

    @wraps(render)
    def marked(self: BaseChooser, *args: Any, **kwargs: Any) -> SafeString:
        html, script, start = render(self, *args, **kwargs).rpartition(SCRIPT)
        return mark_safe(html + script.replace(">", f' nonce="{nonce()}">') + start)

    return marked
