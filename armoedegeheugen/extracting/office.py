"""What the office formats have in common: what a file says of itself, and where its links lead."""

import posixpath
import re

from .archive import Archive
from .errors import Fault
from .rows import Facts

_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{3,500}", re.IGNORECASE)


def core_facts(archive: Archive, facts: Facts) -> None:
    """A damaged description leaves the text readable."""
    for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        try:
            root = archive.tree(name)
        except Fault:
            continue
        for element in root.iter() if root is not None else ():
            _tell(str(element.tag).rpartition("}")[2], (element.text or "").strip(), facts)


def _tell(tag: str, text: str, facts: Facts) -> None:
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
    """For a part of the document, what its references by number lead to: addresses of the web, and
    other parts by their whole names."""
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
