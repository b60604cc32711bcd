"""Store the text of a document, and the state of reading it.

`documents/texts.py` alone writes these rows. The text belongs to the file with this checksum: a
document whose file changes loses the text at once and is read again.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils import timezone


class DocumentText(models.Model):
    """The text of a document, page by page."""

    class Status(models.TextChoices):
        WAITING = "waiting", "wacht"
        READ = "read", "gelezen"
        PARTLY = "partly", "gedeeltelijk gelezen"
        EMPTY = "empty", "geen tekst gevonden"
        ENCRYPTED = "encrypted", "beveiligd met een wachtwoord"
        BROKEN = "broken", "niet te lezen"
        TOO_LARGE = "too-large", "te groot"
        TOO_LONG = "too-long", "lezen duurt te lang"
        UNKNOWN = "unknown", "dit soort bestand wordt niet gelezen"
        MISSING = "missing", "het bestand is er niet"

    document = models.OneToOneField(
        getattr(settings, "WAGTAILDOCS_DOCUMENT_MODEL", "wagtaildocs.Document"),
        verbose_name="document",
        on_delete=models.CASCADE,
        related_name="reading",
    )
    status = models.CharField(
        "toestand", max_length=12, choices=Status.choices, default=Status.WAITING, db_index=True
    )
    # Number and text of each page that has text; number 0 where the format has no pages.
    pages = models.JSONField("tekst", default=list, blank=True)
    page_count = models.PositiveIntegerField("bladzijden", default=0)
    ocr = models.BooleanField("herkend uit beeld", default=False)
    cut = models.BooleanField("alleen het begin", default=False)
    file_name = models.CharField(max_length=255, blank=True)
    # As the document itself has them; another one means another file.
    file_hash = models.CharField(max_length=40, blank=True)
    # SHA-256 of what was read.
    checksum = models.CharField("controlesom", max_length=64, blank=True)
    reason = models.CharField("reden", max_length=300, blank=True)
    read_at = models.DateTimeField("gelezen op", default=timezone.now)

    class Meta:
        verbose_name = "tekst van een document"
        verbose_name_plural = "teksten van documenten"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.document}: {self.get_status_display()}"

    @property
    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield the number and the text of each page."""
        for number, text in self.pages:
            yield int(number), str(text)
