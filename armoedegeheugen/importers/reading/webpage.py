"""Read a saved web page into lines that keep their heading levels and list items.

Invariant: all text that a visitor could read is in a line; scripts, styles and attributes are not.
No markup goes further than this file.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from ..layout import headings
from ..source import Line, Source

_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "head"})
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "body", "html"}
    | {"header", "footer", "nav", "aside", "form", "fieldset", "table", "tr", "td", "th", "caption"}
    | {"figure", "figcaption", "blockquote", "pre", "address", "details", "summary", "br", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "button", "label", "option", "select", "tbody", "thead"}
)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "figure", "figcaption", "dialog"})
_ASIDE_ROLES = frozenset(
    {"navigation", "contentinfo", "banner", "search", "complementary", "dialog"}
)
_ASIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|kruimelpad|cookies?|share|sharing|social|menu|nav|navbar|sidebar"
    r"|sharedaddy|author-box|author-bio|about-author|post-tags|entry-tags|tag-list|cookie-?\w+"
    r"|related|gerelateerd|newsletter|nieuwsbrief|footer|comments?|skip)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_HTTP = re.compile(r"https?://[^\s<>\"']+")


def parse(html: str, name: str) -> Source:
    """Return the lines, title and address of a web page."""
    soup = BeautifulSoup(html, "html.parser")
    lines = tuple(_numbered(list(_lines(soup))))
    title = title_of(soup)
    return Source(name, lines, title=title, url=url_of(soup))


def title_of(soup: BeautifulSoup) -> str:
    """Return the page's title for sharing, or else its own title; at most 250 letters."""
    meta = soup.find("meta", property="og:title")
    title = str(meta.get("content") or "") if isinstance(meta, Tag) else ""
    if not title and soup.title:
        title = soup.title.get_text()
    return " ".join(title.split())[:250]


def url_of(soup: BeautifulSoup) -> str:
    """Return the address that the page gives for itself, or that it was saved from."""
    link = soup.find("link", rel="canonical")
    meta = soup.find("meta", property="og:url")
    found = [
        str(link.get("href") or "") if isinstance(link, Tag) else "",
        str(meta.get("content") or "") if isinstance(meta, Tag) else "",
    ]
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        if saved := _SAVED_FROM.search(comment):
            found.append(saved[1])
    return next((url for url in found if _HTTP.fullmatch(url) and len(url) <= 200), "")


def _numbered(found: list[Line]) -> Iterator[Line]:
    """Give the lines their numbers, with a blank line after each.

    Lines beside the main text are set aside, unless that would set the whole practice aside.
    """
    told = [line for line in found if _tells(line)]
    keep_aside = any(not line.aside for line in told) or not told
    number = 0
    for line in found:
        aside = line.aside and keep_aside
        yield Line(number, line.text, level=line.level, item=line.item, aside=aside)
        yield Line(number + 1, "")
        number += 2


def _tells(line: Line) -> bool:
    """Tell if a line is a heading of a practice."""
    kind = headings.kind_of(line.text) if line.level else headings.split(line.text)[0].kind
    return bool(kind) and kind != headings.MORE


def _lines(soup: BeautifulSoup) -> Iterator[Line]:
    body = soup.body or soup
    main = body.find(["main", "article"]) or body.find(True, attrs={"role": "main"})
    text: list[str] = []
    at: Tag = body

    def line() -> Iterator[Line]:
        joined = " ".join("".join(text).split())
        text.clear()
        if joined:
            yield line_of(joined, at, main)

    for node in walk(body):
        if isinstance(node, Tag):
            yield from line()
            at = node
        else:
            text.append(str(node))
    yield from line()


def walk(body: Tag) -> Iterator[Tag | NavigableString]:
    """Yield the texts of a tree, and each block element at its start.

    At the end of an element the element around it is yielded. An own stack takes the place of
    recursion, since a page may be nested deeper than Python allows.
    """
    stack = [iter(body.children)]
    around = [body]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            ended = around.pop()
            if stack and ended.name in _BLOCKS:
                yield around[-1]
        elif isinstance(child, Tag):
            if child.name in _SILENT or _is_hidden(child):
                continue
            if child.name in _BLOCKS:
                yield child
            stack.append(iter(child.children))
            around.append(child)
        elif type(child) is NavigableString:
            yield child


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style


def line_of(text: str, tag: Tag, main: Tag | None) -> Line:
    """Return a text as a line, by the elements around it."""
    level, item, aside, inside = 0, False, False, main is None
    told = bool(headings.kind_of(text))  # a button that unfolds the text under it
    for element in (tag, *tag.parents):
        if re.fullmatch("h[1-6]", element.name or "") and not level:
            level = int(element.name[1])
        item = item or element.name == "li"
        aside = aside or _is_aside(element) or (element.name == "button" and not told)
        inside = inside or element is main
    return Line(0, text, level=level, item=item and not level, aside=aside or not inside)


def _is_aside(tag: Tag) -> bool:
    if tag.name in _ASIDE_TAGS or str(tag.get("role") or "") in _ASIDE_ROLES:
        return True
    if tag.name in ("body", "html", "main", "article"):
        return False
    named = (tag.get_attribute_list(key) for key in ("class", "id"))
    return _ASIDE_NAMES.search(" ".join(str(name) for names in named for name in names)) is not None
