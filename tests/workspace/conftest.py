"""Two associations with a place of their own, and an editor."""

from tests.editorial.conftest import (  # noqa: F401
    bare,
    editor,
    member,
    own,
    portal,
    rival,
    visitor,
)
