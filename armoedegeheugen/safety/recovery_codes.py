"""Recovery codes: ten codes on paper for a user whose telephone is lost.

Invariant: a code works once, and the database holds only hashes of codes.
"""

import secrets
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string, pbkdf2
from wagtail.log_actions import log

from ..mail import outbox
from ..models import RecoveryCode

NUMBER = 10
# Digits and letters without i, l, o and u, which are misread for others. The first three are read
# as what they look like.
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
LOOKALIKES = str.maketrans("ilo", "110")
# 60 bits: with the work below, more than can be tried.
LENGTH = 12
GROUP = 4
# A hundredth of a second for a guess. Another number would make all codes that exist useless.
ITERATIONS = 50_000

USED = "armoedegeheugen.recovery_code_used"
RENEWED = "armoedegeheugen.recovery_codes_renewed"


def normalise(typed: str) -> str:
    """Return the letters and digits of what was typed, as a code has them."""
    return "".join(filter(str.isalnum, typed.lower())).translate(LOOKALIKES)


def is_code(typed: str) -> bool:
    """Return whether this has the form of a recovery code; the code of a telephone is shorter."""
    code = normalise(typed)
    return len(code) == LENGTH and set(code) <= set(LETTERS)


@transaction.atomic
def renew(user: User) -> list[str]:
    """Replace all codes of a user, log that, and return the new ones in groups of four."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(NUMBER)]
    salt = get_random_string(32)
    remove(user)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, salt=salt, digest=_digest(code, salt)) for code in codes
    )
    _log(user, RENEWED)
    return ["-".join(code[i : i + GROUP] for i in range(0, LENGTH, GROUP)) for code in codes]


@transaction.atomic
def use(user: User, typed: str) -> bool:
    """Use up a code; log it and write to the user. Return False if it is no code of the user."""
    code = normalise(typed)
    salts = RecoveryCode.objects.filter(user=user).values_list("salt", flat=True).distinct()
    digests = [_digest(code, salt) for salt in salts]
    # Of two requests with one code, the database lets one delete the row.
    deleted, _ = RecoveryCode.objects.filter(user=user, digest__in=digests).delete()
    if not deleted:
        return False
    left = remaining(user)
    _log(user, USED, what=f"nog {left} over")
    if user.email:
        text = render_to_string(
            "emails/safety/recovery_code_used.txt", {"user": user, "left": left}
        )
        outbox.send(user.email, "Er is aangemeld met een van je herstelcodes", text)
    return True


def remaining(user: User) -> int:
    """Return the number of codes that a user has not used yet."""
    return RecoveryCode.objects.filter(user=user).count()


def remove(user: User) -> int:
    """Delete all codes of a user and return their number."""
    return RecoveryCode.objects.filter(user=user).delete()[0]


def _log(user: User, action: str, **data: str) -> None:
    """Log an action of a user on themselves.

    Wagtail finds the log by the class of the object, and `request.user` has one of its own.
    """
    own = User.objects.get(pk=user.pk)
    log(own, action, user=own, data=data)


def _digest(code: str, salt: str) -> str:
    return pbkdf2(code, salt, ITERATIONS, digest=sha256).hex()
