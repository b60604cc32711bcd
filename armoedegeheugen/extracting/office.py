"""Read the metadata and the links of an office document."""

import posixpath
import re

from .archive import Archive
from .errors import Fault
from .rows import Facts

_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{3,500}", re.IGNORECASE)


def core_facts(archive: Archive, facts: Facts) -> None:
    """Read the metadata; a damaged part is skipped, for the text may be readable."""
    for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        try:
            root = archive.tree(name)
        except Fault:
            continue
        for element in root.iter() if root is not None else ():
            _set_fact(str(element.tag).rpartition("}")[2], (element.text or "").strip(), facts)


def _set_fact(tag: str, text: str, facts: Facts) -> None:
    text = " ".join(text.split())[:500]
    if tag == "title":
        facts.title = facts.title or text
    elif tag in ("creator", "initial-creator"):
        facts.author = facts.author or text
    elif tag == "Company":
        facts.organisation = facts.organisation or text
    elif tag in ("created", "creation-date"):
        facts.created = facts.created or text


def relations(archive: Archive, part: str) -> dict[str, str]:
    """Return the target of each reference in a part of the document.

    A target is a web address, or the full name of another part.
    """
    folder, _, name = part.rpartition("/")
    root = archive.tree(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for one in root if root is not None else ():
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External":
            if _WEB.fullmatch(target):
                found[one.get("Id") or ""] = target
        else:
            path = posixpath.normpath(posixpath.join("/", folder, target))
            found[one.get("Id") or ""] = path.lstrip("/")
    return found
