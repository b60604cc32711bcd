"""The ways in which an article can be set: as text, as a web page, in Word, in print."""

import textwrap
from collections.abc import Callable
from html import escape

from tests.extracting.made import Para, Set, docx, odt, pdf
from tests.importers.articles.stories import Chapter, List, Part, Say, Story

# A story → the ending of a file's name, and what is in it.
Setting = Callable[[Story], tuple[str, bytes]]
Head = Callable[[int, str], str]


def _text(
    story: Story,
    head: Head,
    mark: str = "- ",
    width: int = 0,
    said: Callable[[Say], str] = lambda say: f"“{say.words}”\n{say.who}",
    title: Callable[[str], str] = str,
) -> str:
    def fold(text: str, indent: str = "") -> str:
        return textwrap.fill(text, width, subsequent_indent=indent) if width else text

    def part(one: Part) -> str:
        if isinstance(one, Say):
            return said(one)
        if isinstance(one, List):
            marks = [f"{n}. " if one.numbered else mark for n in range(1, len(one.items) + 1)]
            rows = zip(marks, one.items, strict=True)
            return "\n".join(fold(f"{sign}{item}", " " * len(sign)) for sign, item in rows)
        return fold(one)

    blocks = [title(story.title), f"{story.organisation}\n{story.dated}", *map(fold, story.opening)]
    for number, chapter in enumerate(story.chapters, 1):
        blocks += [head(number, chapter.heading), *map(part, chapter.parts)]
    return "\n\n".join(blocks) + "\n"


def markdown(story: Story) -> tuple[str, bytes]:
    text = _text(
        story,
        lambda _, heading: f"## {heading}",
        said=lambda say: f"> {say.words}\n> — {say.who}",
        title=lambda title: f"# {title}",
    )
    return "md", text.encode()


def capitals(story: Story) -> tuple[str, bytes]:
    return "txt", _text(story, lambda _, heading: heading.upper(), "• ", 72).encode()


def numbered(story: Story) -> tuple[str, bytes]:
    return "txt", _text(story, lambda number, heading: f"{number}. {heading}", "* ").encode()


def underlined(story: Story) -> tuple[str, bytes]:
    def head(_: int, heading: str) -> str:
        return f"{heading}\n{'-' * len(heading)}"

    text = _text(
        story,
        head,
        "– ",
        66,
        lambda say: f"    “{say.words}”\n    — {say.who}",
        lambda title: f"{title}\n{'=' * len(title)}",
    )
    return "txt", text.encode()


def one_line_a_paragraph(story: Story) -> tuple[str, bytes]:
    return "txt", _text(story, lambda _, heading: heading).encode()


def wrapped(story: Story) -> tuple[str, bytes]:
    text = _text(story, lambda _, h: h, "- ", 70, lambda say: f"« {say.words} » ({say.who})")
    return "txt", text.encode()


def windows(story: Story) -> tuple[str, bytes]:
    text = _text(story, lambda _, heading: f"{heading}:", "\u2022 ", 0)
    return "txt", text.replace("\n", "\r\n").encode("cp1252")


def with_page_breaks(story: Story) -> tuple[str, bytes]:
    text = _text(story, lambda number, heading: f"{number}. {heading}", "- ", 72)
    lines = text.split("\n")
    pages = ["\n".join(lines[start : start + 14]) for start in range(0, len(lines), 14)]
    whole = "\n\f".join(f"{page}\n\n{number}" for number, page in enumerate(pages, 1))
    return "txt", whole.encode()


def web_page(story: Story) -> tuple[str, bytes]:
    def part(one: Part) -> str:
        if isinstance(one, Say):
            who = f"<footer>{escape(one.who)}</footer>"
            return f"<blockquote><p>{escape(one.words)}</p>{who}</blockquote>"
        if isinstance(one, List):
            tag = "ol" if one.numbered else "ul"
            items = "".join(f"<li>{escape(item)}</li>" for item in one.items)
            return f"<{tag}>{items}</{tag}>"
        return f"<p>{escape(one)}</p>"

    chapters = "".join(
        f"<h2>{escape(one.heading)}</h2>{''.join(map(part, one.parts))}" for one in story.chapters
    )
    opening = "".join(f"<p>{escape(text)}</p>" for text in story.opening)
    html = (
        f"<!DOCTYPE html><html><head><title>{escape(story.title)} | De site</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/nieuws'>Nieuws</a></nav>"
        f"<main><h1>{escape(story.title)}</h1><p>{escape(story.organisation)}</p>"
        f"<p class='date'>{escape(story.dated)}</p>{opening}{chapters}</main>"
        "<footer>Volg ons op alle kanalen</footer></body></html>"
    )
    return "html", html.encode()


def _word(story: Story, head: Callable[[Chapter], Para], title: Para) -> bytes:
    body: list[Para] = [title, Para(f"{story.organisation}, {story.dated}")]
    body += [Para(text) for text in story.opening]
    for chapter in story.chapters:
        body.append(head(chapter))
        for part in chapter.parts:
            if isinstance(part, Say):
                body += [Para(f"“{part.words}”", "Citaat"), Para(f"– {part.who}", "Citaat")]
            elif isinstance(part, List):
                body += [Para(item, "Lijstalinea", listed=True) for item in part.items]
            else:
                body.append(Para(part))
    return docx(body, footer=f"{story.organisation} - verslag")


def word_styles(story: Story) -> tuple[str, bytes]:
    title = Para(story.title, "Titel")
    return "docx", _word(story, lambda chapter: Para(chapter.heading, "Kop1"), title)


def word_in_bold(story: Story) -> tuple[str, bytes]:
    title = Para(story.title, bold=True)
    return "docx", _word(story, lambda chapter: Para(chapter.heading, bold=True), title)


def opendocument(story: Story) -> tuple[str, bytes]:
    def part(one: Part) -> str:
        if isinstance(one, Say):
            return f"<text:p>“{escape(one.words)}” ({escape(one.who)})</text:p>"
        if isinstance(one, List):
            rows = "".join(
                f"<text:list-item><text:p>{escape(item)}</text:p></text:list-item>"
                for item in one.items
            )
            return f"<text:list>{rows}</text:list>"
        return f"<text:p>{escape(one)}</text:p>"

    inner = f'<text:p text:style-name="Title">{escape(story.title)}</text:p>'
    inner += f"<text:p>{escape(story.organisation)}, {escape(story.dated)}</text:p>"
    inner += "".join(f"<text:p>{escape(text)}</text:p>" for text in story.opening)
    for chapter in story.chapters:
        inner += f'<text:h text:outline-level="1">{escape(chapter.heading)}</text:h>'
        inner += "".join(map(part, chapter.parts))
    return "odt", odt(inner)


_BREAKS = {"medewerkers": 4, "warmtecamera": 6, "oudervergadering": 5, "ingewikkeld": 2}


class _Press:
    """Sets lines on pages of A4, with a running head, a page number and broken words."""

    def __init__(self, head: str) -> None:
        self.head = head
        self.pages: list[list[Set]] = []
        self.turn()

    def turn(self) -> None:
        number = len(self.pages) + 1
        self.pages.append([Set(self.head, y=805, size=8), Set(str(number), x=290, y=28, size=8)])
        self.y = 760.0

    def put(
        self, text: str, size: float = 11, bold: bool = False, x: float = 72, above: float = 10
    ):
        self.y -= above
        for line in _broken(text, int(880 / size) - int((x - 72) / 6)):
            if self.y < 80:
                self.turn()
            self.pages[-1].append(Set(line, x, self.y, size, bold))
            self.y -= size * 1.3


def _broken(text: str, width: int) -> list[str]:
    """Full lines; a long word at the end of one is broken as a printer would."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        at = {"medewerkers": 4, "warmtecamera": 6, "oudervergadering": 5, "ingewikkeld": 2}.get(
            word
        )
        if at and len(line) + at + 2 <= width:
            lines.append(f"{line} {word[:at]}-")
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _printed(story: Story, head: Callable[[int, str], tuple[str, float, bool]]) -> bytes:
    press = _Press(f"{story.organisation} | jaargang 4")
    press.put(story.title, 22, True, above=0)
    press.put(f"{story.organisation}, {story.dated}", 11, above=8)
    for text in story.opening:
        press.put(text)
    for number, chapter in enumerate(story.chapters, 1):
        heading, size, bold = head(number, chapter.heading)
        press.put(heading, size, bold, above=18)
        for part in chapter.parts:
            if isinstance(part, Say):
                press.put(f"“{part.words}” ({part.who})", x=100)
            elif isinstance(part, List):
                for n, item in enumerate(part.items, 1):
                    sign = f"{n}." if part.numbered else "•"
                    press.put(f"{sign} {item}", x=84, above=4)
            else:
                press.put(part)
    return pdf(press.pages)


def print_by_size(story: Story) -> tuple[str, bytes]:
    return "pdf", _printed(story, lambda _, heading: (heading, 15, False))


def print_in_bold(story: Story) -> tuple[str, bytes]:
    return "pdf", _printed(story, lambda number, heading: (f"{number}. {heading}", 11, True))


def print_in_capitals(story: Story) -> tuple[str, bytes]:
    return "pdf", _printed(story, lambda _, heading: (heading.upper(), 11, False))


SETTINGS: tuple[Setting, ...] = (
    markdown,
    capitals,
    numbered,
    underlined,
    one_line_a_paragraph,
    wrapped,
    windows,
    with_page_breaks,
    web_page,
    word_styles,
    word_in_bold,
    opendocument,
    print_by_size,
    print_in_bold,
    print_in_capitals,
)
