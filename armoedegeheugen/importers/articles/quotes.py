"""What somebody said, and who that was: in marks, set apart, or announced.

Invariant: a quote is a whole paragraph, with nothing in it but the words, and who says them; what
is quoted in the middle of a paragraph stays where it is.
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
_AFTER = re.compile(
    rf"\s*[{_OPEN}‘]\s*(?P<words>.+?)\s*[{_CLOSE}’]\s*[.,]?\s*"
    rf"(?:\((?P<in>[^()]{{3,140}})\)|[–—~-]+\s*(?P<dash>[^–—{_OPEN}{_CLOSE}]{{3,140}}?)"
    rf"|,?\s*{_SAYS}\s+(?:ook\s+)?(?P<says>[^{_OPEN}{_CLOSE}.]{{3,140}}?)"
    rf"|,\s*(?P<comma>[^{_OPEN}{_CLOSE}.]{{3,120}}?))"
    r"\s*[.]?\s*",
    re.DOTALL,
)
_LEAD = re.compile(
    rf"\s*(?P<who>[^{_OPEN}{_CLOSE}:.]{{3,140}}?)(?P<verb>,?\s*{_SAYS}(?:\s+(?:hierover|daarover"
    rf"|ons|het zo|zo"
    rf"|erover|hier|verder|ook))*|)\s*:\s*[{_OPEN}‘]\s*(?P<words>.+?)\s*[{_CLOSE}’]\s*[.]?\s*",
    re.DOTALL | re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?P<words>.+?[.!?…”\"’»])\s*(?:\((?P<in>[^()]{3,140})\)"
    r"|[–—~-]+\s*(?P<dash>[^–—.!?]{3,140}))\s*[.]?\s*",
    re.DOTALL,
)
MAX_LENGTH = 4_000
"""Letters; nobody says more in one paragraph."""
MIN_LENGTH = 12
"""Letters; less is a word that is mentioned."""
_INLINE = re.compile(
    rf"(?:[{_OPEN}](?P<words>[^{_OPEN}{_CLOSE}]{{25,}})[{_CLOSE}]"
    rf"|‘(?P<single>[^‘{_OPEN}{_CLOSE}]{{25,}}?)’(?!\w)),?\s*{_SAYS}\s+"
    rf"(?P<says>(?:[^\s{_OPEN}{_CLOSE}.,;:]+\s*){{1,8}}?)(?=[.,;:]|$)"
)

_INLINE_LEAD = re.compile(
    rf"(?:^|[.!?]\s+)(?P<who>[^.!?:{_OPEN}{_CLOSE}]{{3,120}}?),?\s*{_SAYS}[^.:]{{0,20}}:\s*"
    rf"(?:[{_OPEN}](?P<words>[^{_OPEN}{_CLOSE}]{{25,}})[{_CLOSE}]"
    rf"|‘(?P<single>[^‘{_OPEN}{_CLOSE}]{{25,}}?)’(?!\w))"
)


@dataclass(frozen=True)
class Quotation:
    """Columns of the words, and of who says them (start and end the same if nobody is named)."""

    start: int
    end: int
    speaker_start: int = 0
    speaker_end: int = 0

    @property
    def names_speaker(self) -> bool:
        return self.speaker_end > self.speaker_start


def parse_quote(text: str, apart: bool) -> Quotation | None:
    """The quote that a whole paragraph is. `apart`: the format itself sets it apart as one."""
    if len(text) > MAX_LENGTH:
        return None
    for pattern, names in ((_AFTER, ("in", "dash", "says", "comma")), (_LEAD, ("who",))):
        match = pattern.fullmatch(text)
        if match and _is_one(match["words"]):
            name = next(name for name in names if match[name])
            if _may_speak(match[name], name):
                return Quotation(*match.span("words"), *match.span(name))
    for pattern in (_WHOLE, _SINGLE):
        match = pattern.fullmatch(text)
        if match and _is_one(match["words"]):
            return Quotation(*match.span("words"))
    if apart:
        match = _TAIL.fullmatch(text)
        if match:
            name = "in" if match["in"] else "dash"
            return Quotation(*match.span("words"), *match.span(name))
        lead = len(text) - len(text.lstrip())
        return Quotation(lead, len(text.rstrip()))
    return None


def _is_one(words: str) -> bool:
    """Not two quotes with something between them."""
    if len(words) < MIN_LENGTH:
        return False
    inner = sum(words.count(mark) for mark in '“„«"')
    outer = sum(words.count(mark) for mark in "”»")
    return inner == outer == 0 or (
        inner == outer and "”" in words and words.find("“") < words.find("”")
    )


def _may_speak(text: str, how: str) -> bool:
    if how in ("in", "dash"):
        return len(text) < 140 and not re.fullmatch(r"[^a-zA-Z]*\d{4}[^a-zA-Z]*", text)
    if how == "comma":
        return speakers.may_name_speaker(text) and len(text.split()) < 12
    if how == "who":
        return len(text.split()) < 16 and speakers.may_name_speaker(text)
    return len(text.split()) < 18


def find_inline_quotes(text: str) -> Iterator[tuple[str, str]]:
    """Words within a paragraph, and who is said to say them."""
    if len(text) > MAX_LENGTH:
        return
    for match in _INLINE.finditer(text):
        yield (match["words"] or match["single"]).strip(), match["says"].strip()
    for match in _INLINE_LEAD.finditer(text):
        if speakers.may_name_speaker(match["who"]):
            yield (match["words"] or match["single"]).strip(), match["who"].strip()


def announced_speaker(text: str) -> str:
    """Who is about to speak, where a paragraph ends in a colon."""
    match = re.search(rf"(?P<who>[^.!?:]{{3,140}}?),?\s*{_SAYS}[^.:]{{0,20}}:\s*$", text)
    return match["who"].strip() if match and speakers.may_name_speaker(match["who"]) else ""
