"""Shorten a text to the length of a field."""


def shortened(text: str, limit: int) -> str:
    """Cut a text after the last sentence that fits, or else the last word."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    stop = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    return head[: stop + 1] if stop > limit // 3 else head.rsplit(" ", 1)[0]
