"""A mail server that is not there."""

from django.core.mail.backends.base import BaseEmailBackend


class Broken(BaseEmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError("geen verbinding")
