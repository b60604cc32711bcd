"""Where every change is known by its name, and how one is made through the admin."""

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.editorial import forms
from tests.search.scene import Scene, term

Change = Callable[[Scene], object]
CHANGES: dict[str, Change] = {}


def change(act: Change) -> Change:
    CHANGES[act.__name__] = act
    return act


def post(scene: Scene, name: str, *args: Any, **data: Any) -> None:
    answer = scene.admin.post(reverse(name, args=args), data)
    done = answer.status_code == 302 or answer["Content-Type"] == "application/json"
    assert done, BeautifulSoup(answer.content, "html.parser").select(".error-message, .messages")


def typed() -> dict[str, Any]:
    """What an editor types before asking for publication."""
    return {**forms.card(), "themes": [term("energie").pk]}
