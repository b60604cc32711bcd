"""Store the follow-up of recommendations, and the feedback to participants.

A recommendation is identified by its advice and its `key`, because publishing an older revision may
give it another row. Its follow-up stays.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from .advice import PolicyAdvice, Recommendation
from .appendonly import AppendOnly
from .choices import NEEDS_REASON, Execution, Position, Side
from .organisation import Authority

WEB = ("http://", "https://")


class FollowUp(AppendOnly):
    """An entry of one side, on one day, about one recommendation."""

    action = "armoedegeheugen.followup"

    advice = models.ForeignKey(
        PolicyAdvice,
        verbose_name="advies",
        on_delete=models.CASCADE,
        related_name="followups",
    )
    recommendation_key = models.UUIDField("kenmerk van de aanbeveling", db_index=True)
    side = models.CharField("wie zegt dit", max_length=12, choices=Side.choices)
    said_by = models.CharField(
        "namens wie",
        max_length=160,
        help_text="Een dienst of functie en de organisatie. Geen naam van een persoon.",
    )
    date = models.DateField("datum", help_text="De dag waarop dit gezegd of beslist werd.")
    position = models.CharField("standpunt", max_length=16, choices=Position.choices)
    execution = models.CharField("uitvoering", max_length=16, choices=Execution.choices, blank=True)
    reason = models.TextField(
        "reden", blank=True, help_text="In gewone woorden: waarom, en wat gebeurt er wel?"
    )
    responsible = models.ForeignKey(
        Authority,
        verbose_name="wie voert het uit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    due = models.DateField(
        "tegen wanneer",
        null=True,
        blank=True,
        help_text="De dag waarop dit uitgevoerd of beantwoord moet zijn.",
    )
    decision_url = models.URLField(
        "webadres van de officiële beslissing", max_length=500, blank=True
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name="document",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    corrects = models.OneToOneField(
        "self",
        verbose_name="verbetert",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="correction",
        help_text="Kies dit alleen als in een eerdere stap een fout stond.",
    )

    class Meta(AppendOnly.Meta):
        verbose_name = "stap in de opvolging"
        verbose_name_plural = "stappen in de opvolging"
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(position__in=NEEDS_REASON, reason="", removed_because=""),
                name="followup_says_why",
                violation_error_message="Zeg waarom het bestuur dit niet of maar deels doet.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} op {self.date:%d/%m/%Y}: {self.get_position_display()}"

    @property
    def recommendation(self) -> Recommendation | None:
        """The recommendation as it stands now, if the advice still has it."""
        held = Recommendation.objects.filter(advice=self.advice_id, key=self.recommendation_key)
        return held.first()

    def log_data(self) -> dict[str, Any]:
        """Return the recommendation and the entry, for the history of the advice."""
        asked = self.recommendation
        return {
            "recommendation": asked.label if asked else str(self.recommendation_key),
            "what": str(self),
            "followup": self.pk,
        }

    def clean(self) -> None:
        """Validate dates, texts, correction and recommendation; raise `ValidationError`."""
        super().clean()
        self.reason = self.reason.strip()
        errors = {**self._time_errors(), **self._word_errors(), **self._correction_errors()}
        if errors:
            raise ValidationError(errors)
        if self.advice_id and self.recommendation is None:
            raise ValidationError("Deze aanbeveling staat niet (meer) in het advies.")

    def _time_errors(self) -> dict[str, str]:
        errors = {}
        if self.date and (fault := day_fault(self.date, self.advice)):
            errors["date"] = fault
        if self.due and self.date and self.due < self.date:
            errors["due"] = "Deze dag ligt voor de datum hierboven. Kies een latere dag."
        return errors

    def _word_errors(self) -> dict[str, str]:
        errors = {}
        if self.position in NEEDS_REASON and not self.reason:
            errors["reason"] = "Zeg waarom dit niet of maar deels gebeurt."
        if self.decision_url and not self.decision_url.lower().startswith(WEB):
            errors["decision_url"] = "Geef een webadres dat begint met http:// of https://."
        return errors

    def _correction_errors(self) -> dict[str, str]:
        meant = self.corrects
        if meant is None:
            return {}
        mine = (self.advice_id, self.recommendation_key, self.side)
        if (meant.advice_id, meant.recommendation_key, meant.side) != mine:
            return {"corrects": "Verbeter een stap van dezelfde kant bij dezelfde aanbeveling."}
        return {}


class Feedback(AppendOnly):
    """The people who gave the advice were told what came of it."""

    action = "armoedegeheugen.feedback"

    advice = models.ForeignKey(
        PolicyAdvice, verbose_name="advies", on_delete=models.CASCADE, related_name="feedback"
    )
    date = models.DateField("wanneer", help_text="De dag waarop de deelnemers het hoorden.")
    how = models.TextField(
        "hoe",
        help_text="Bijvoorbeeld: op een bijeenkomst met koffie, met een blad om mee te nemen.",
    )
    by_whom = models.CharField(
        "door wie",
        max_length=160,
        help_text="Een functie en de organisatie. Geen naam van een persoon.",
    )

    class Meta(AppendOnly.Meta):
        verbose_name = "terugkoppeling aan de deelnemers"
        verbose_name_plural = "terugkoppelingen aan de deelnemers"
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"teruggekoppeld op {self.date:%d/%m/%Y}"

    def log_data(self) -> dict[str, Any]:
        """Return the feedback, for the history of the advice."""
        return {"what": str(self), "feedback": self.pk}

    def clean(self) -> None:
        """Validate the date; raise `ValidationError`."""
        super().clean()
        if self.date and (fault := day_fault(self.date, self.advice)):
            raise ValidationError({"date": fault})


def day_fault(day: Any, advice: PolicyAdvice) -> str:
    """Why something cannot have been said on this day; empty if it can."""
    if day > timezone.localdate():
        return "Deze dag moet nog komen. Kies vandaag of een vroegere dag."
    if advice.date and day < advice.date:
        return f"Deze dag ligt voor die van het advies ({advice.date:%d/%m/%Y})."
    return ""
