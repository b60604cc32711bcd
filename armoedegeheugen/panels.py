"""Panels of the editor's forms that Wagtail does not have."""

from wagtail.admin.panels import TitleFieldPanel


class NamePanel(TitleFieldPanel):
    """Proposes a slug while a new term's name is typed, and leaves the slug of an old one alone."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return not self.instance.pk
