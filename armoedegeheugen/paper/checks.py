"""Report in `manage.py check` whether PDFs can be made."""

from typing import Any

from django.core.checks import CheckMessage, Info, register

from . import pdf


@register()
def pdf_can_be_made(**_: Any) -> list[CheckMessage]:
    """Report a missing library; without it the portal offers no PDF."""
    if not pdf.fault():
        return []
    return [
        Info(
            f"Pages cannot be made into PDF: {pdf.fault()}",
            hint="Install Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).",
            id="paper.I001",
        )
    ]
