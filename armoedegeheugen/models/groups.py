"""Name the groups of users, and the overviews in which associations may publish."""

EDITORS = "Redactie"
ASSOCIATIONS = "Verenigingen"
STAFF = "Medewerkers"

# Slugs of the overviews below which an association gets a section of its own.
OPEN_TO_ASSOCIATIONS = ("adviezen", "dossiers")
