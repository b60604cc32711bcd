"""Give the inline scripts of the admin the nonce by which a browser accepts them.

Wagtail starts its date fields, choosers and inline forms by a script beside each. Widgets do not
know the request, so the current one is kept here. The templates of most are overridden in
templates/wagtailadmin/; choosers write their script in Python.
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
    """Make this the current request."""
    token = _at_work.set(request)
    try:
        yield
    finally:
        _at_work.reset(token)


def nonce() -> str:
    """Return the nonce of the current request; empty outside one, as in a command."""
    request = _at_work.get()
    return str(getattr(request, "csp_nonce", ""))


def add_nonce_to_choosers() -> None:
    """Let every chooser of Wagtail add the nonce to its script."""
    BaseChooser.render = _with_nonce(BaseChooser.render)  # type: ignore[method-assign]


def _with_nonce(render: Callable[..., str]) -> Callable[..., SafeString]:
    """Add the nonce to the last script only: text that people typed comes before it."""

    @wraps(render)
    def wrapper(self: BaseChooser, *args: Any, **kwargs: Any) -> SafeString:
        html, script, start = render(self, *args, **kwargs).rpartition(SCRIPT)
        return mark_safe(html + script.replace(">", f' nonce="{nonce()}">') + start)

    return wrapper
