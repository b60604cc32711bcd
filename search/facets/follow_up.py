"""Name the keys and labels of the facets that show what became of an advice."""

from armoedegeheugen.models.choices import Execution, Position

CONTESTED = "betwist"
YES, NO = "ja", "nee"

# For each of these facets its keys with their labels, in the order in which they are listed.
LABELS = {
    "opvolging": {
        **{position.value: position.label.capitalize() for position in Position},
        CONTESTED: "Betwist door de vereniging",
    },
    "overgenomen": {YES: "Ja", NO: "Nog niet"},
    "uitvoering": {state.value: state.label.capitalize() for state in Execution},
    "teruggekoppeld": {YES: "Ja", NO: "Nee"},
}
