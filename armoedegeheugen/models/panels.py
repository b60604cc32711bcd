"""Lay out the forms of the editor."""

from typing import Any

from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.panels.base import get_form_for_model

from .forms import KeepsDrafts


class NamePanel(TitleFieldPanel):
    """Proposes a slug while a new term's name is typed, and leaves the slug of an old one alone."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            """Return whether the object is new."""
            return not self.instance.pk


class ChildrenPanel(InlinePanel):
    """Edits the parts of a page, each with a form that keeps drafts."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options, with the form of a part."""
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=KeepsDrafts,
            defer_required_on_fields=deferred,
        )
        return options


def tabs(text: list[Panel], facts: list[Panel], source: list[Panel]) -> TabbedInterface:
    """Return the four tabs of an item: text, subject, source and publication."""
    publication = [
        PublishingPanel(),
        FieldPanel("review_by"),
        FieldPanel("is_example"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Laatste deel van het webadres",
                    help_text="Wordt uit de titel gemaakt. Laat dit zo als de pagina al online is.",
                ),
                FieldPanel("seo_title", heading="Titel voor zoekmachines"),
                FieldPanel("search_description", heading="Omschrijving voor zoekmachines"),
            ],
            "Webadres en zoekmachines",
            classname="collapsed",
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(text, heading="Inhoud"),
            ObjectList(facts, heading="Kenmerken"),
            ObjectList(source, heading="Bron en contact"),
            ObjectList(publication, heading="Publicatie"),
        ]
    )
