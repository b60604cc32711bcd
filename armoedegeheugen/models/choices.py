"""Name the positions and states of follow-up. Their keys stand in addresses and files."""

from django.db.models import TextChoices


class Side(TextChoices):
    """The side that speaks. If the two differ, both are shown."""

    COUNCIL = "bestuur", "het bestuur"
    ASSOCIATION = "vereniging", "de vereniging"


class Position(TextChoices):
    """A council's answer to a recommendation."""

    FOLLOWED = "gevolgd", "gevolgd"
    PARTLY = "deels-gevolgd", "deels gevolgd"
    REFUSED = "niet-gevolgd", "niet gevolgd"
    NO_ANSWER = "geen-antwoord", "nog geen antwoord"


class Execution(TextChoices):
    """The progress of carrying out a recommendation, which says nothing of its acceptance."""

    NOT_STARTED = "niet-gestart", "niet gestart"
    ONGOING = "lopend", "lopend"
    DONE = "uitgevoerd", "uitgevoerd"
    STOPPED = "stopgezet", "stopgezet"


# Who does not do all that was asked says why.
NEEDS_REASON = (Position.PARTLY, Position.REFUSED)
