"""What the history of an advice or a card, in Wagtail's admin, tells of its follow-up."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

ACTIONS = {
    "armoedegeheugen.followup": "Opvolging toegevoegd",
    "armoedegeheugen.feedback": "Terugkoppeling aan de deelnemers toegevoegd",
    "armoedegeheugen.adoption": "Overname toegevoegd",
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
