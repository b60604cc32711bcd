"""The steps in their order. The last one, looking everything over, has no form of this kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from ..models import Submission
from . import forms

CHECK = "nakijken"


@dataclass(frozen=True)
class StepOf:
    slug: str
    title: str
    form: type[forms.Step]
    takes_file: bool = False

    @property
    def url(self) -> str:
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
    """A step as the line of progress shows it."""

    number: int
    title: str
    url: str
    current: bool


def find(slug: str) -> tuple[int, StepOf] | None:
    """A step and its number, counted from 1."""
    return next(((n, step) for n, step in enumerate(STEPS, 1) if step.slug == slug), None)


def after(number: int) -> str:
    return STEPS[number].url if number < len(STEPS) else reverse("submissions:check")


def before(number: int) -> str:
    return STEPS[number - 2].url if number > 1 else reverse("submissions:start")


def marks(current: int) -> list[Mark]:
    urls = [*(step.url for step in STEPS), reverse("submissions:check")]
    return [
        Mark(number, title, url, number == current)
        for number, (title, url) in enumerate(zip(TITLES, urls, strict=True), 1)
    ]


def filled(submission: Submission) -> Iterator[tuple[StepOf, forms.Step]]:
    """Every step with what is stored for it, checked."""
    for step in STEPS:
        form = step.form(step.form().values_of(submission))
        form.is_valid()
        yield step, form
