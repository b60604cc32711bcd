"""What the history in Wagtail's admin tells of what only this portal does."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

ACTIONS = {
    "armoedegeheugen.followup": "Opvolging toegevoegd",
    "armoedegeheugen.feedback": "Terugkoppeling aan de deelnemers toegevoegd",
    "armoedegeheugen.adoption": "Overname toegevoegd",
    "armoedegeheugen.granted": "Rechten van de rol gegeven",
    "armoedegeheugen.erased": "Gegevens van een persoon gewist",
}


def register(actions: LogActionRegistry) -> None:
    for action, label in ACTIONS.items():
        actions.register_action(action)(_formatter(label))


def _formatter(said: str) -> type[LogFormatter]:
    class Told(LogFormatter):
        label = said

        def format_message(self, log_entry: Any) -> str:
            about = [log_entry.data.get(name) for name in ("recommendation", "what")]
            return f"{said}: {', '.join(part for part in about if part)}"

    return Told
