"""Where text enters the database it loses its hidden characters, whichever way it came.

Forms, imports and scripts all save, so this hangs on saving. What is markup stays markup here: it
is cleaned where it is shown.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save

from ..sanitise import visible
from .texts import rewrite


def connect() -> None:
    pre_save.connect(_before_saving, dispatch_uid="hidden characters")


def _before_saving(instance: Model, **_: Any) -> None:
    rewrite(instance, visible)
