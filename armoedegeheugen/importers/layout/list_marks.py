"""Recognise the marks that begin list items, as printed and as misread by a scanner.

Invariant: a mark is taken off only at the start of a line, and never where it may as well be a word
of the sentence above.
"""

import re

# The mark of an item of which only the blank is left; or a page begins there.
LOST = " "
BULLETS = "»«•·▪■□◦●○‣➢►→✓✔❖*+¢©®°>~=#§¤–—-\uf0a7\uf0b7\uf0d8\uf0fc"
_BULLET = re.compile(rf"\s*([{re.escape(BULLETS)}])\s+(?=\S)")
_TIGHT_BULLET = re.compile(r"\s*([»•▪■●‣➢✓])(?=[^\W\d_])")
_LETTER_BULLET = re.compile(r"\s*([aceosv])\s+(?=[A-ZÀ-Ý|\\(‘“'\"\d])")
_SMALL_BULLET = re.compile(r"\s*([eo])\s+(?=[a-zà-ÿ]{2})")
_NUMBER_BULLET = re.compile(r"\s*\(?(\d{1,2}[.)])\s+(?=[A-ZÀ-Ý‘“])")
BARE_BULLET = re.compile(rf"\s*[{re.escape(BULLETS)}]\s*")
# The end of a sentence.
ENDED = re.compile(r"[.!?:;…][’”'\")\]]*$")


def bullet(text: str, above: str) -> re.Match[str] | None:
    """Return the match of a list mark at the start of a line.

    A dash or a small letter e may be part of a sentence. It counts only if the line above is
    blank, ends a sentence, or is an item of the same list.
    """
    if match := _BULLET.match(text):
        sure = match[1] not in "–—-+*°>~=#" or not text[match.end()].islower()
        return match if sure or _apart(above, match[1]) else None
    if match := _TIGHT_BULLET.match(text) or _LETTER_BULLET.match(text):
        return match
    match = _SMALL_BULLET.match(text) or _NUMBER_BULLET.match(text)
    return match if match and _apart(above, match[1]) else None


def _apart(above: str, mark: str) -> bool:
    if not above or ENDED.search(above) or above.startswith(f"{mark} "):
        return True
    return mark[0].isdigit() and _NUMBER_BULLET.match(above) is not None
