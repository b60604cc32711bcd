"""Register the section pages as an app, so that they may import what the items cannot."""

from django.apps import AppConfig


class SectionsConfig(AppConfig):
    """The section pages. Their tables belong to the app `armoedegeheugen`, as `app_label` says."""

    name = "armoedegeheugen.sections"
    label = "sections"
    verbose_name = "Pagina's rond de items"
