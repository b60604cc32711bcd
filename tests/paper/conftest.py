"""PDFs need Pango, and each test makes its own."""

import os

import pytest
from django.core.cache import cache

from armoedegeheugen.paper import pdf


@pytest.fixture(autouse=True)
def pango() -> None:
    if pdf.fault():
        if os.environ.get("CI") == "true":
            pytest.fail(f"Pango is missing: {pdf.fault()}")
        pytest.skip(f"Needs Pango: {pdf.fault()}")
    cache.clear()  # the same text in another test has the same PDF
