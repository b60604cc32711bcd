"""Define why a file could not be read."""


class Fault(Exception):
    """A file that could not be read; `name` is what the database keeps."""

    name = "broken"


class Broken(Fault):
    """The file is damaged, or of another kind."""


class Encrypted(Fault):
    """The file asks for a password."""

    name = "encrypted"


class TooLarge(Fault):
    """The file needs more than its limits."""

    name = "too-large"


class Empty(Fault):
    """The file holds no text."""

    name = "empty"


class Unknown(Fault):
    """The kind of file is not supported."""

    name = "unknown"
