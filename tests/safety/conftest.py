"""The site of the editorial tests, with its roles and someone in each."""

from tests.editorial.conftest import bare, editor, member, portal, visitor

__all__ = ["bare", "editor", "member", "portal", "visitor"]
