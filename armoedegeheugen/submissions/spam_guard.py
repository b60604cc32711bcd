"""Tell people from bots at the last step: a honeypot field and two minimum times.

No third party is asked. The moment at which the page was shown is signed, and bound to one
submission.
"""

from datetime import timedelta

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from ..models import Submission

# From the first step to the last. With all text ready to paste, a person needs over a minute.
WHOLE = timedelta(seconds=20)
# To tick the box and press the button.
LAST_PAGE = timedelta(seconds=3)
TRAPPED = (
    "Een verborgen veld moet leeg blijven, en er stond iets in. We maakten het leeg. "
    "Druk nog eens op Verstuur."
)
TOO_FAST = "Dat ging wel heel snel. Lees alles even na en druk dan nog eens op Verstuur."


def stamp(submission: Submission) -> str:
    """Return a signed moment for the page that is being shown."""
    return _signer(submission).sign("getoond")


def is_fresh(submission: Submission, stamped: str) -> bool:
    """Return whether a page was shown less than `LAST_PAGE` ago, or not by us."""
    try:
        _signer(submission).unsign(stamped, max_age=LAST_PAGE)
    except signing.SignatureExpired:
        return False
    except signing.BadSignature:
        return True
    return True


def _signer(submission: Submission) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"insturen.moment.{submission.key.hex}")


class SendForm(forms.Form):
    """Consent, the honeypot field and the signed moment."""

    consent = forms.BooleanField(
        label="Ik mag dit delen. De redactie mag mijn tekst aanpassen en gratis online zetten.",
        error_messages={"required": "Vink dit aan. Zonder je akkoord zetten we niets online."},
    )
    website = forms.CharField(label="Laat dit veld leeg", required=False)
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, submission: Submission, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"stamp": stamp(submission)})
        self.submission = submission
        self.fields["website"].widget.attrs = {"autocomplete": "off", "tabindex": "-1"}

    def clean(self) -> dict[str, object]:
        """Refuse a filled honeypot, and a form that came too fast."""
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            self.data = {**self.data, "website": ""}
            raise forms.ValidationError(TRAPPED)
        young = timezone.now() - self.submission.created_at < WHOLE
        if young or is_fresh(self.submission, str(cleaned.get("stamp"))):
            raise forms.ValidationError(TOO_FAST)
        return cleaned
