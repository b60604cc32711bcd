"""What is written in a document, and how the reading of it went.

Written by `library.py` only. The text is that of the file with this checksum; a document whose file
changes loses it at once, and is read anew.
"""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.utils import timezone


class DocumentText(models.Model):
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
    pages = models.JSONField("tekst", default=list, blank=True)
    """Number and text of each page that has text; number 0 where the format has no pages."""
    page_count = models.PositiveIntegerField("bladzijden", default=0)
    ocr = models.BooleanField("herkend uit beeld", default=False)
    cut = models.BooleanField("alleen het begin", default=False)
    file_name = models.CharField(max_length=255, blank=True)
    file_hash = models.CharField(max_length=40, blank=True)
    """As the document itself has them; another one means another file."""
    checksum = models.CharField("controlesom", max_length=64, blank=True)
    """SHA-256 of what was read."""
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
        for number, text in self.pages:
            yield int(number), str(text)
