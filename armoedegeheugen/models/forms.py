"""Keep drafts, edit a term, and word the errors of choices in plain Dutch."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.backends.base.operations import BaseDatabaseOperations
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock, URLBlock
from wagtail.blocks.base import BlockField

NOT_THERE = "Deze keuze bestaat niet (meer). Kies een andere uit de lijst."

# A browser ignores blanks and control characters before and in the name of a scheme.
_IGNORED = re.compile(r"[\x00-\x20]+")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def speak_plainly(fields: Iterable[forms.Field]) -> None:
    """Say in plain Dutch that a chosen term is gone."""
    for field in fields:
        if isinstance(field, forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = NOT_THERE


class KeepsDrafts(WagtailAdminModelForm):
    """A form that keeps in a draft all that the database can hold.

    Invariant: a value that is unfinished, or that time made invalid, is stored as it was typed. A
    choice that no longer exists is emptied and listed in `dropped`. Publishing checks everything.
    """

    # Fields whose errors always count: two pages cannot have the same address.
    strict_fields = frozenset({"slug"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accepted: dict[str, Any] = {}
        self.dropped: list[str] = []

    def _clean_fields(self) -> None:
        """Remember the values that each field accepted, or that a draft may have."""
        super()._clean_fields()
        if self.is_deferred_validation:
            for name in (self.errors.keys() & self.fields.keys()) - self.strict_fields:
                with suppress(ValidationError):
                    self.cleaned_data[name] = self._draft_value(name)
        self.accepted = {n: v for n, v in self.cleaned_data.items() if self._fits(n, v)}

    def _post_clean(self) -> None:
        self._accept_for_draft()
        super()._post_clean()
        self._accept_for_draft()

    def _accept_for_draft(self) -> None:
        """Accept values in a draft that were refused, but that the database can hold."""
        if not self.is_deferred_validation:
            return
        for name in (self.errors.keys() & self.accepted.keys()) - self.strict_fields:
            del self.errors[name]
            self.cleaned_data[name] = self.accepted[name]

    def _draft_value(self, name: str) -> Any:
        """Return the value that a draft keeps of a refused field; raise `ValidationError`."""
        field, data = self.fields[name], self[name].data
        if isinstance(field, forms.ModelChoiceField):
            return self._present_choices(name, field, data)
        if isinstance(field, BlockField):
            _refuse_other_schemes(field.block, data)
            return data
        value = field.to_python(data)
        if field.required and value in field.empty_values:
            raise ValidationError("required")
        if isinstance(field, forms.URLField):
            _refuse_other_scheme(value)
        return value

    def _present_choices(self, name: str, field: forms.ModelChoiceField, data: Any) -> Any:
        """Return the choices that still exist, and list the field if one is gone.

        Raises:
            ValidationError: A choice exists, but this author may not make it.
        """
        posted = data if isinstance(data, list) else [data]
        keys = {int(key) for key in posted if str(key).isdecimal() and len(str(key)) < 19}
        terms: Any = field.queryset
        allowed = terms.filter(pk__in=keys)
        existing = terms.model._base_manager.filter(pk__in=keys)
        if field.required or existing.count() > allowed.count():
            raise ValidationError("not allowed")
        self.dropped.append(str(field.label))
        return allowed if isinstance(field, forms.ModelMultipleChoiceField) else None

    def _fits(self, name: str, value: Any) -> bool:
        """Return whether the column can hold a value; one that has no column is not stored."""
        try:
            column: Any = self._meta.model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if isinstance(value, str):
            longest = getattr(column, "max_length", None)
            return "\x00" not in value and not (longest and len(value) > longest)
        if isinstance(value, int) and not isinstance(value, bool):
            # The narrowest of all databases, because a draft may move from one to another.
            low, high = BaseDatabaseOperations.integer_field_ranges[column.get_internal_type()]
            return low <= value <= high
        return True


def _refuse_other_schemes(block: Block, value: Any) -> None:
    """Raise `ValidationError` for a link in a block that is no web address, such as a script."""
    if isinstance(block, StreamBlock):
        for child in value or ():
            _refuse_other_schemes(child.block, child.value)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            _refuse_other_schemes(child_block, value.get(name))
    elif isinstance(block, ListBlock):
        for item in value or ():
            _refuse_other_schemes(block.child_block, item)
    elif isinstance(block, URLBlock):
        _refuse_other_scheme(value)


def _refuse_other_scheme(value: Any) -> None:
    if value and _OTHER_SCHEME.match(_IGNORED.sub("", str(value))):
        raise ValidationError("scheme")


class TermForm(WagtailAdminModelForm):
    """The form of a term. The slug is set once: it is the key in addresses, filters and index."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields.values())
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True
