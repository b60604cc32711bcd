"""All that an editor, a program or the clock can do to what the index holds.

Each change takes a scene, and takes effect by Wagtail's own ways: its views or its models.
"""

from tests.search.index.changes import answers, fences, files, items, many, terms
from tests.search.index.changes.registry import CHANGES

__all__ = ["CHANGES", "answers", "fences", "files", "items", "many", "terms"]
