"""Recognise quotes and their speakers: in quotation marks, set apart, or announced.

Invariant: a block quote is a whole paragraph that holds only the words and their speaker; what is
quoted in the middle of a paragraph stays where it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import speakers

_OPEN, _CLOSE = '“„"«»‟❝', '”“"»«❞'
_SAYS = (
    r"(?:zegt|zei|zeiden|zeggen|vertelt|vertelde|vertellen|getuigt|getuigde|getuigen|stelt"
    r"|stelde|meent|vindt"
    r"|vond|besluit|besloot|legt uit|legde uit|verduidelijkt|benadrukt|beklemtoont|antwoordt"
    r"|reageert|klinkt het"
    r"|schrijft|voegt toe|voegt eraan toe|merkt op|verwoordt het zo|getuigenis van|aldus|volgens"
    r"|herinnert zich"
    r"|zegt het zo|licht toe|lacht|zucht|concludeert|vat samen|weet)"
)
_WHOLE = re.compile(rf"\s*[{_OPEN}]\s*(?P<words>.+?)\s*[{_CLOSE}]\s*[.,]?\s*", re.DOTALL)
_SINGLE = re.compile(r"\s*[‘']\s*(?P<words>.{30,}?)\s*[’']\s*[.,]?\s*", re.DOTALL)
_ATTRIBUTED = re.compile(
    rf"\s*[{_OPEN}‘]\s*(?P<words>.+?)\s*[{_CLOSE}’]\s*[.,]?\s*"
    rf"(?:\((?P<in>[^()]{{3,140}})\)|[–—~-]+\s*(?P<dash>[^–—{_OPEN}{_CLOSE}]{{3,140}}?)"
    rf"|,?\s*{_SAYS}\s+(?:ook\s+)?(?P<says>[^{_OPEN}{_CLOSE}.]{{3,140}}?)"
    rf"|,\s*(?P<comma>[^{_OPEN}{_CLOSE}.]{{3,120}}?))"
    r"\s*[.]?\s*",
    re.DOTALL,
)
_ANNOUNCED = re.compile(
    rf"\s*(?P<who>[^{_OPEN}{_CLOSE}:.]{{3,140}}?)(?P<verb>,?\s*{_SAYS}(?:\s+(?:hierover|daarover"
    rf"|ons|het zo|zo"
    rf"|erover|hier|verder|ook))*|)\s*:\s*[{_OPEN}‘]\s*(?P<words>.+?)\s*[{_CLOSE}’]\s*[.]?\s*",
    re.DOTALL | re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?P<words>.+?[.!?…”\"’»])\s*(?:\((?P<in>[^()]{3,140})\)"
    r"|[–—~-]+\s*(?P<dash>[^–—.!?]{3,140}))\s*[.]?\s*",
    re.DOTALL,
)
# In characters; nobody says more in one paragraph.
MAX_LENGTH = 4_000
# In characters; less is a word that is mentioned.
MIN_LENGTH = 12
_INLINE = re.compile(
    rf"(?:[{_OPEN}](?P<words>[^{_OPEN}{_CLOSE}]{{25,}})[{_CLOSE}]"
    rf"|‘(?P<single>[^‘{_OPEN}{_CLOSE}]{{25,}}?)’(?!\w)),?\s*{_SAYS}\s+"
    rf"(?P<says>(?:[^\s{_OPEN}{_CLOSE}.,;:]+\s*){{1,8}}?)(?=[.,;:]|$)"
)

_INLINE_ANNOUNCED = re.compile(
    rf"(?:^|[.!?]\s+)(?P<who>[^.!?:{_OPEN}{_CLOSE}]{{3,120}}?),?\s*{_SAYS}[^.:]{{0,20}}:\s*"
    rf"(?:[{_OPEN}](?P<words>[^{_OPEN}{_CLOSE}]{{25,}})[{_CLOSE}]"
    rf"|‘(?P<single>[^‘{_OPEN}{_CLOSE}]{{25,}}?)’(?!\w))"
)

# Each pattern with the groups that can hold the speaker.
_WITH_SPEAKER = ((_ATTRIBUTED, ("in", "dash", "says", "comma")), (_ANNOUNCED, ("who",)))


@dataclass(frozen=True)
class Quotation:
    """Columns of the quoted words and of their speaker; empty if no speaker is named."""

    start: int
    end: int
    speaker_start: int = 0
    speaker_end: int = 0

    @property
    def names_speaker(self) -> bool:
        """Return whether the paragraph itself names the speaker."""
        return self.speaker_end > self.speaker_start


def parse_quote(text: str, set_apart: bool) -> Quotation | None:
    """Return the quote that a whole paragraph is, or None.

    Args:
        text: The paragraph.
        set_apart: Whether the file format sets it apart as a quote.
    """
    if len(text) > MAX_LENGTH:
        return None
    for pattern, groups in _WITH_SPEAKER:
        match = pattern.fullmatch(text)
        if match and _is_single_quote(match["words"]):
            group = next(group for group in groups if match[group])
            if _may_speak(match[group], group):
                return Quotation(*match.span("words"), *match.span(group))
    for pattern in (_WHOLE, _SINGLE):
        match = pattern.fullmatch(text)
        if match and _is_single_quote(match["words"]):
            return Quotation(*match.span("words"))
    if set_apart:
        match = _SIGNED.fullmatch(text)
        if match:
            group = "in" if match["in"] else "dash"
            return Quotation(*match.span("words"), *match.span(group))
        indent = len(text) - len(text.lstrip())
        return Quotation(indent, len(text.rstrip()))
    return None


def _is_single_quote(words: str) -> bool:
    """Return whether words are a single quote, not two with text between them."""
    if len(words) < MIN_LENGTH:
        return False
    opening = sum(words.count(mark) for mark in '“„«"')
    closing = sum(words.count(mark) for mark in "”»")
    if opening == closing == 0:
        return True
    return opening == closing and "”" in words and words.find("“") < words.find("”")


def _may_speak(text: str, group: str) -> bool:
    if group in ("in", "dash"):
        return len(text) < 140 and not re.fullmatch(r"[^a-zA-Z]*\d{4}[^a-zA-Z]*", text)
    if group == "comma":
        return speakers.may_name_speaker(text) and len(text.split()) < 12
    if group == "who":
        return len(text.split()) < 16 and speakers.may_name_speaker(text)
    return len(text.split()) < 18


def find_inline_quotes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the quotes within a paragraph, each with the words for its speaker."""
    if len(text) > MAX_LENGTH:
        return
    for match in _INLINE.finditer(text):
        yield (match["words"] or match["single"]).strip(), match["says"].strip()
    for match in _INLINE_ANNOUNCED.finditer(text):
        if speakers.may_name_speaker(match["who"]):
            yield (match["words"] or match["single"]).strip(), match["who"].strip()


def announced_speaker(text: str) -> str:
    """Return the speaker that a paragraph which ends in a colon announces, or nothing."""
    match = re.search(rf"(?P<who>[^.!?:]{{3,140}}?),?\s*{_SAYS}[^.:]{{0,20}}:\s*$", text)
    return match["who"].strip() if match and speakers.may_name_speaker(match["who"]) else ""
