"""Define the errors of a backup, each with a Dutch sentence for the operator."""


class BackupError(Exception):
    """A backup could not be made or restored; its text says why."""
