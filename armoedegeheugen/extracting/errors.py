"""Why nothing was read of a file."""


class Fault(Exception):
    """`name` is how the helper says it and how the database keeps it."""

    name = "broken"


class Broken(Fault):
    """Not a file of the kind that it says, or damaged."""


class Encrypted(Fault):
    name = "encrypted"


class TooLarge(Fault):
    name = "too-large"


class Empty(Fault):
    """It can be read, and there is no text in it."""

    name = "empty"


class Unknown(Fault):
    """A kind of file of which nothing is read."""

    name = "unknown"
