"""Define the steps of the form and their order. The last one, the summary, has no form here."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from ..models import Submission
from . import forms

CHECK = "nakijken"


@dataclass(frozen=True)
class StepOf:
    """One step: its slug, title and form."""

    slug: str
    title: str
    form: type[forms.Step]
    takes_file: bool = False

    @property
    def url(self) -> str:
        """Return the address of the step."""
        return reverse("submissions:step", args=[self.slug])


STEPS = (
    StepOf("wat-en-waar", "Wat en waar", forms.WhatForm),
    StepOf("doel-en-bereik", "Doel en bereik", forms.GoalForm),
    StepOf("effect-en-hindernis", "Effect en hindernis", forms.TroubleForm),
    StepOf("tips-en-bijlage", "Tips en bijlage", forms.TipsForm, takes_file=True),
    StepOf("wie-ben-je", "Wie ben je?", forms.SenderForm),
)
TITLES = [*(step.title for step in STEPS), "Nakijken en versturen"]
COUNT = len(TITLES)


@dataclass(frozen=True)
class Mark:
    """A step in the progress bar."""

    number: int
    title: str
    url: str
    current: bool


def find(slug: str) -> tuple[int, StepOf] | None:
    """Return a step and its number, counted from 1, or None."""
    return next(((n, step) for n, step in enumerate(STEPS, 1) if step.slug == slug), None)


def after(number: int) -> str:
    """Return the address after a step."""
    return STEPS[number].url if number < len(STEPS) else reverse("submissions:check")


def before(number: int) -> str:
    """Return the address before a step."""
    return STEPS[number - 2].url if number > 1 else reverse("submissions:start")


def marks(current: int) -> list[Mark]:
    """Return the progress bar, with the current step marked."""
    urls = [*(step.url for step in STEPS), reverse("submissions:check")]
    return [
        Mark(number, title, url, number == current)
        for number, (title, url) in enumerate(zip(TITLES, urls, strict=True), 1)
    ]


def filled(submission: Submission) -> Iterator[tuple[StepOf, forms.Step]]:
    """Yield every step with its stored values, validated."""
    for step in STEPS:
        form = step.form(step.form().values_of(submission))
        form.is_valid()
        yield step, form
