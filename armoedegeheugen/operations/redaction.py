"""Remove personal data and secrets from a text for the log.

A path may hold a private link, a query what somebody asked, and the message of an error the value
that was refused. Invariant: a line of the log opens nothing and names nobody by e-mail address.
"""

import re

HIDDEN = "[hidden]"

# User and password in the address of a database or a server.
LOGIN = re.compile(r"(?<=://)[^/\s@]+@")
# The query of an address, up to a space or a quote.
QUERY = re.compile(r"(?<=[\w/.-])\?[^\s?\"'<>]+")
# Made by django.core.signing: a value and an HMAC-SHA256 in base64, with dots or colons between.
SIGNED = re.compile(r"(?<![\w-])[\w.:-]+[.:][\w-]{43}(?![\w-])")
# Made by Django's token generator: a time and half of the digits of an HMAC-SHA256.
PASSWORD_LINK = re.compile(r"(?<![\w-])[0-9a-z]{6,}-[0-9a-f]{32}(?![\w-])")
EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")


def redact(text: str) -> str:
    """Replace logins, queries, signed links and e-mail addresses by `HIDDEN`."""
    text = LOGIN.sub(f"{HIDDEN}@", text)
    text = QUERY.sub(f"?{HIDDEN}", text)
    for pattern in (SIGNED, PASSWORD_LINK, EMAIL):
        text = pattern.sub(HIDDEN, text)
    return text
