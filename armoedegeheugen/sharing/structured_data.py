"""Describe an item as schema.org data, for programs that read pages."""

from typing import Any

from ..models import KnowledgePage

# A practice card is an article; an advice and a dossier are reports.
TYPES = {"praktijk": "Article", "advies": "Report", "dossier": "Report"}

Data = dict[str, Any]


def item(page: KnowledgePage, address: str, site: str) -> Data:
    """Return the data of an item, without empty facts; dates are ISO 8601."""
    return _filled(
        {
            "@context": "https://schema.org",
            "@type": TYPES.get(page.kind, "CreativeWork"),
            "headline": page.title,
            "description": page.teaser,
            "inLanguage": "nl-BE",
            "url": address,
            "genre": page.kind_label,
            "dateCreated": page.date and page.date.isoformat(),
            "datePublished": _day(page.first_published_at),
            "dateModified": _day(page.last_published_at),
            "temporalCoverage": _period(page),
            "spatialCoverage": page.place_label and {"@type": "Place", "name": page.place_label},
            "author": [{"@type": "Organization", "name": a.name} for a in page.associations.all()],
            "about": [{"@type": "Thing", "name": theme.name} for theme in page.themes.all()],
            "isPartOf": {"@type": "WebSite", "name": "Armoedegeheugen", "url": site},
        }
    )


def website(site: str, search: str) -> Data:
    """Return the data of the home page, with the address of the search."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Armoedegeheugen",
        "url": site,
        "inLanguage": "nl-BE",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def _filled(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}


def _day(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""


def _period(page: KnowledgePage) -> str:
    """Return an interval; an open end is `..` (ISO 8601-2)."""
    if not page.period_from:
        return ""
    return f"{page.period_from}/{page.period_until or '..'}"
