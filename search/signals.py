"""Where a change becomes an outbox row: connected once, when the app is ready."""


def connect() -> None:
    """Connect the receivers."""
