"""Every address that the site knows, written out for the things of a scene."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

# What is asked at an address, where without a question there is nothing to tell.
ASKED = {
    "search:search": "q=geheim",
    "search:api": "q=geheim",
    "search:register": "q=geheim",
    "wagtailadmin_pages:search": "q=geheim",
    "wagtailadmin_explore": "q=geheim",
    "wagtailimages:index": "q=geheim",
    "wagtailimages_chooser:choose_results": "q=geheim",
    "wagtaildocs:index": "q=geheim",
    "wagtaildocs_chooser:choose_results": "q=geheim",
    "beheer/choose-page/search/": "q=geheim",
    "beheer/choose-page/chosen-multiple/": "id={page_id}",
    "wagtailimages_chooser:chosen_multiple": "id={image_id}",
    "wagtaildocs_chooser:chosen_multiple": "id={document_id}",
    "wagtailadmin_api:pages:listing": "child_of={parent_page_id}&for_explorer=1",
    "wagtailadmin_reports:workflow": "q=geheim",
}

SNIPPET = re.compile(r"wagtailsnippet(?:s|choosers)_(armoedegeheugen|search)_(\w+):")
_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)|(\((?!\?)[^()]*\))")


@dataclass(frozen=True)
class Address:
    # As `reverse` knows it; the route itself where it has no name.
    name: str
    path: str


class NoValue(Exception):
    """An address has a parameter that the scene does not know."""


def everywhere(values: dict[str, Any]) -> list[Address]:
    """In the order in which Django tries them; of the same address only the first answers."""
    found: dict[str, Address] = {}
    for name, route in _patterns(get_resolver().url_patterns):
        path = "/" + _written(name, route, values)
        asked = ASKED.get(name or route, "").format_map(values)
        found.setdefault(path, Address(name or route, f"{path}?{asked}" if asked else path))
    probes = (Address(f"probe:{path}", path) for path in (*settings.PROBES, "/metrics"))
    return [*found.values(), *probes, *_bulk_actions(values)]


def _bulk_actions(values: dict[str, Any]) -> Iterator[Address]:
    """Each action on several things at once, which one pattern serves: of the thing itself, and of
    all there are."""
    bulk_action_registry.get_bulk_actions_for_model("", "")  # reads the hooks once
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                path = reverse("wagtail_bulk_action", args=[app, model, action])
                key = values[f"bulk:{model}"] if f"bulk:{model}" in values else _first(app, model)
                for which, query in (("one", f"id={key}"), ("all", "id=all")):
                    yield Address(f"bulk:{model}:{action}:{which}", f"{path}?{query}")
                if inside := values.get(f"inside:{model}"):
                    yield Address(f"bulk:inside {model}:{action}:one", f"{path}?id={inside}")


def _first(app: str, model: str) -> Any:
    return apps.get_model(app, model)._default_manager.first().pk


def _patterns(
    patterns: Iterable[URLPattern | URLResolver], before: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _patterns(pattern.url_patterns, route, inner)
        else:
            yield ":".join((*spaces, pattern.name)) if pattern.name else "", route


def _written(name: str, route: str, values: dict[str, Any]) -> str:
    position = -1

    def write(match: re.Match[str]) -> str:
        nonlocal position
        position += 1
        return str(_value(name or route, match[1] or match[2] or str(position), values))

    bare = re.sub(r"[\^$]", "", route)
    return _PART.sub(write, bare).replace("\\.", ".").replace(".*/", "niets/")


def _value(name: str, parameter: str, values: dict[str, Any]) -> Any:
    """The most precise that there is: for this name, for names that begin so, for all."""
    if parameter == "pk" and (snippet := SNIPPET.match(name)):
        return apps.get_model(snippet[1], snippet[2])._default_manager.first().pk
    named = [key for key in values if key.startswith(f"{parameter}:")]
    for key in sorted(named, key=len, reverse=True):
        if name.startswith(key.partition(":")[2]):
            return values[key]
    if parameter not in values:
        raise NoValue(f"{name}: what stands for {parameter}? Say so in tests/safety/scene.py.")
    return values[parameter]
