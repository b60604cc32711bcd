"""Summarise a submission by step, with its errors and the personal data found in it."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from ..models import Submission
from ..privacy import detector as persons
from . import steps
from .forms import Step

# Fields that may be published.
PUBLIC = frozenset(
    {"title", "teaser", "doelstelling", "bereik", "neveneffect", "hindernis", "tips"}
    | {"role", "organisation"}
)


@dataclass(frozen=True)
class Row:
    """One answer, its error, and the personal data in it."""

    label: str
    value: str
    error: str
    persons: list[persons.Finding]


@dataclass(frozen=True)
class Section:
    """The answers of one step."""

    step: steps.StepOf
    rows: list[Row]

    @property
    def url(self) -> str:
        """Return the address of the step, which leads back to the summary."""
        return f"{self.step.url}?nakijken{'&fout' if self.wrong else ''}"

    @property
    def wrong(self) -> bool:
        """Return whether an answer has an error."""
        return any(row.error for row in self.rows)


@dataclass(frozen=True)
class Overview:
    """All answers of a submission."""

    sections: list[Section]

    @property
    def wrong(self) -> list[Section]:
        """Return the sections with an error."""
        return [section for section in self.sections if section.wrong]

    @property
    def persons(self) -> bool:
        """Return whether personal data was found."""
        return any(row.persons for section in self.sections for row in section.rows)


def of(submission: Submission) -> Overview:
    """Summarise a submission."""
    return Overview([_section(submission, *filled) for filled in steps.filled(submission)])


def _section(submission: Submission, step: steps.StepOf, form: Step) -> Section:
    rows = [_row(submission, form, name) for name in form.fields if name != "supralocal"]
    if step.takes_file:
        rows.append(Row("Bijlage", submission.attachment_name, "", []))
    return Section(step, rows)


def _row(submission: Submission, form: Step, name: str) -> Row:
    value = _value(submission, name)
    field: Any = Submission._meta.get_field(name)
    label = "Gemeente" if name == "place" else field.verbose_name
    return Row(
        label=capfirst(str(label)),
        value=value,
        error=" ".join(str(error) for error in form.errors.get(name, [])),
        persons=persons.find(value) if name in PUBLIC else [],
    )


def _value(submission: Submission, name: str) -> str:
    if name == "place":
        return submission.place or submission.place_label
    value = getattr(submission, name)
    return value if isinstance(value, str) else ("Ja" if value else "Nee")
