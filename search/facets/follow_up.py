"""Name the keys and labels of the facets that show what became of an advice."""

from armoedegeheugen.models.choices import Execution, Position

CONTESTED = "betwist"
YES, NO = "ja", "nee"

# Each facet's keys with their labels, in the order in which they are listed.
POSITIONS = {
    **{position.value: position.label.capitalize() for position in Position},
    CONTESTED: "Betwist door de vereniging",
}
ADOPTED = {YES: "Ja", NO: "Nog niet"}
EXECUTIONS = {state.value: state.label.capitalize() for state in Execution}
TOLD_BACK = {YES: "Ja", NO: "Nee"}
