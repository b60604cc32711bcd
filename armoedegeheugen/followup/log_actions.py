"""Name the actions of this portal in the history of Wagtail's admin."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

ACTIONS = {
    "armoedegeheugen.followup": "Opvolging toegevoegd",
    "armoedegeheugen.feedback": "Terugkoppeling aan de deelnemers toegevoegd",
    "armoedegeheugen.removed": "Tekst in de opvolging weggehaald",
    "armoedegeheugen.adoption": "Overname toegevoegd",
    "armoedegeheugen.granted": "Rechten van de rol gegeven",
    "armoedegeheugen.erased": "Gegevens van een persoon gewist",
    "armoedegeheugen.recovery_code_used": "Aangemeld met een herstelcode",
    "armoedegeheugen.recovery_codes_renewed": "Herstelcodes vernieuwd",
    "armoedegeheugen.two_steps_reset": "Telefoon en herstelcodes verwijderd",
}


def register(actions: LogActionRegistry) -> None:
    """Register each action with its label."""
    for action, label in ACTIONS.items():
        actions.register_action(action)(_formatter(label))


def _formatter(text: str) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = text

        def format_message(self, log_entry: Any) -> str:
            details = [log_entry.data.get(name) for name in ("recommendation", "what", "why")]
            return ": ".join(filter(None, [text, ", ".join(filter(None, details))]))

    return Formatter
