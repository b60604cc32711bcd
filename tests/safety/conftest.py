"""The site of the editorial tests, with its roles and someone in each."""

from tests.editorial.conftest import *  # noqa: F403
