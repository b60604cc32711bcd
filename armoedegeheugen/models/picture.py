"""Store images with their description and credit."""

from threading import Lock

from django.core.files import File
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

# Decoding an image takes up to 200 MB.
ONE_AT_A_TIME = Lock()


class Picture(AbstractImage):
    """An image. Wagtail's own `description` is its alternative text."""

    credit = models.CharField(
        "maker of rechthebbende",
        max_length=160,
        blank=True,
        help_text="Wordt onder de afbeelding getoond.",
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Make one size of the image; other threads wait, so that memory is taken once."""
        with ONE_AT_A_TIME:
            return super().generate_rendition_file(filter, source=source)

    @property
    def default_alt_text(self) -> str:
        """The description, and nothing rather than a file name that would be read aloud."""
        return self.description


class Rendition(AbstractRendition):
    """A version of an image in one size."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = "versie van een afbeelding"
        verbose_name_plural = "versies van afbeeldingen"
