"""Bundles of the same practices, each laid out in another way: what a printer and a scanner do.

A layout takes practices and gives the text of a bundle. `MISSING` says which headings a layout
leaves out, by practice.
"""

from collections.abc import Callable, Sequence

from tests.importers.practices import (
    AFTERWORD,
    FOREWORD,
    HEADINGS,
    Practice,
    bullets,
    column,
    page,
    sections,
    title_block,
    wrapped,
)

Layout = Callable[[Sequence[Practice]], str]

_KEPT = ((0, 1, 3, 4), (0, 2, 3, 4), (0, 4), (0, 1, 2, 4))


def _pages(practices: Sequence[Practice], one: Callable[[Practice], str]) -> str:
    return "\n".join(page(one(practice)) for practice in practices)


def plain(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p)}")


def title_on_a_page_of_its_own(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n{page(sections(p))}")


def title_after_its_first_text(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        lines = sections(practice).split("\n")
        head = title_block(practice, place=False)
        return "\n".join(lines[:5]) + f"\n{page(head)}\n\n" + "\n".join(lines[5:])

    return _pages(practices, one)


def place_here_title_there(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        first, second = sections(practice, (0, 1)), sections(practice, (2, 3, 4))
        head = title_block(practice, place=False)
        return f"{practice.place.upper()}\n\n{first}\n{page(head)}\n\n{second}"

    return _pages(practices, one)


def place_and_heading_on_one_line(practices: Sequence[Practice]) -> str:
    return place_here_title_there(practices).replace("\n\nDOELSTELLING", " DOELSTELLING")


def place_run_into_heading(practices: Sequence[Practice]) -> str:
    return place_here_title_there(practices).replace("\n\nDOELSTELLING", "DOELSTELLING")


def no_page_marks(practices: Sequence[Practice]) -> str:
    return "\n\n".join(f"{title_block(p)}\n\n{sections(p)}" for p in practices)


def no_blank_lines(practices: Sequence[Practice]) -> str:
    return "\n".join(line for line in no_page_marks(practices).split("\n") if line.strip())


def no_contact(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p, contact=False)}\n\n{sections(p)}")


def no_place(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p, place=False)}\n\n{sections(p)}")


def title_and_sentence_only(practices: Sequence[Practice]) -> str:
    return "\n\n".join(
        f"{title_block(p, place=False, contact=False)}\n\n{sections(p)}" for p in practices
    )


def place_below_title(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        title = "\n".join(practice.title)
        rest = f"{practice.teaser}\n{practice.contact}\n\n{sections(practice)}"
        return f"{title}\n\n{practice.place.upper()}\n\n{rest}"

    return "\n\n".join(map(one, practices))


def place_after_contact(practices: Sequence[Practice]) -> str:
    return _pages(
        practices,
        lambda p: f"{title_block(p, place=False)}\n\n{p.place.upper()}\n\n{sections(p)}",
    )


def place_misread(practices: Sequence[Practice]) -> str:
    return _pages(
        practices,
        lambda p: f"X{p.place.upper()[1:]}\n\n{title_block(p, place=False)}\n\n{sections(p)}",
    )


def title_block_in_one_piece(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        lines = [*practice.title, *wrapped(practice.teaser, 60), practice.contact]
        return "\n".join(lines) + f"\n\n{sections(practice)}"

    return _pages(practices, one)


def contact_over_two_lines(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        head = title_block(practice, contact=False)
        name, role, number = practice.contact.split(", ")
        return f"{head}\n\n{name}, {role},\n{number}\n\n{sections(practice)}"

    return _pages(practices, one)


def contact_at_the_end(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        head = title_block(practice, contact=False)
        return f"{head}\n\n{sections(practice)}\n\nMeer info\n\nContactpersoon: {practice.contact}"

    return _pages(practices, one)


def headings_spaced_out(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, heading=' '.join)}")


def headings_in_small_letters(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, heading=str.lower)}")


def headings_with_one_capital(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, heading=str.title)}")


def headings_misread(practices: Sequence[Practice]) -> str:
    def misread(heading: str) -> str:
        return heading.replace("I", "l", 1).replace("O", "0")

    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, heading=misread)}")


def headings_in_plural(practices: Sequence[Practice]) -> str:
    many = {"DOELSTELLING": "DOELSTELLINGEN", "NEVENEFFECT": "NEVENEFFECTEN"}
    many |= {"HINDERNIS": "HINDERNISSEN"}
    return _pages(
        practices,
        lambda p: f"{title_block(p)}\n\n{sections(p, heading=lambda h: many.get(h, h))}",
    )


def headings_in_any_order(practices: Sequence[Practice]) -> str:
    orders = ((1, 0, 2, 3, 4), (0, 3, 2, 1, 4), (4, 0, 1, 2, 3), (2, 3, 0, 1, 4))
    return "\n".join(
        page(f"{title_block(p)}\n\n{sections(p, order)}")
        for p, order in zip(practices, orders, strict=True)
    )


def heading_and_text_on_one_line(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        told = (f"{HEADINGS[n].title()}: {column(practice.sections[n], 70)}" for n in range(4))
        tips = bullets(practice.sections[4], "-", 60, "\n")
        return "\n\n".join([title_block(practice), *told, f"Tips:\n{tips}"])

    return _pages(practices, one)


def text_before_its_own_heading(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        first = column(practice.sections[0])
        rest = sections(practice, (1, 2, 3, 4))
        return f"{title_block(practice)}\n\n{first}\n\nDOELSTELLING\n\n{rest}"

    return _pages(practices, one)


def text_before_the_title(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        first = column(practice.sections[0])
        rest = sections(practice, (1, 2, 3, 4))
        return f"{first}\n\n{title_block(practice)}\n\nDOELSTELLING\n\n{rest}"

    return _pages(practices, one)


def two_headings_then_their_texts(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        start = f"{title_block(practice)}\n\n{sections(practice, (0, 1, 2))}"
        texts = f"{column(practice.sections[3])}\n\n{bullets(practice.sections[4])}"
        return f"{start}\n\nHINDERNIS\n\nTIPS\n\n{texts}"

    return _pages(practices, one)


def sentence_ends_under_the_next_heading(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        lines = wrapped(practice.sections[1][0], 30)
        start = "\n".join(lines[:-1])
        after = f"{lines[-1]}\n\n{column(practice.sections[2])}"
        head = f"{title_block(practice)}\n\n{sections(practice, (0,))}\n\nBEREIK\n\n{start}"
        rest = sections(practice, (3, 4))
        return f"{head}\n{page('NEVENEFFECT')}\n\n{after}\n\n{rest}"

    return _pages(practices, one)


def narrow_columns(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, width=28)}")


def letters_as_list_marks(practices: Sequence[Practice]) -> str:
    return _pages(practices, lambda p: f"{title_block(p)}\n\n{sections(p, mark='e')}")


def list_marks_on_lines_of_their_own(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        tips = "\n\n".join(f"•\n{tip}" for tip in practice.sections[4])
        told = sections(practice, (0, 1, 2, 3))
        return f"{title_block(practice)}\n\n{told}\n\nTIPS\n\n{tips}"

    return _pages(practices, one)


def numbered_tips(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        tips = "\n".join(f"{n}. {tip}" for n, tip in enumerate(practice.sections[4], 1))
        told = sections(practice, (0, 1, 2, 3))
        return f"{title_block(practice)}\n\n{told}\n\nTIPS\n\n{tips}"

    return _pages(practices, one)


def a_heading_to_each_tip(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        tips = "\n\n".join(f"TIP {n}: {tip}" for n, tip in enumerate(practice.sections[4], 1))
        return f"{title_block(practice)}\n\n{sections(practice, (0, 1, 2, 3))}\n\n{tips}"

    return _pages(practices, one)


def tips_without_marks(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        tips = column(practice.sections[4], 60)
        told = sections(practice, (0, 1, 2, 3))
        return f"{title_block(practice)}\n\n{told}\n\nTIPS\n\n{tips}"

    return _pages(practices, one)


def pages_of_links_between(practices: Sequence[Practice]) -> str:
    links = page("https://voorbeeld.example/a/b\nwww.voorbeeld.example\ninfo@voorbeeld.example")
    return "\n".join(
        page(f"{title_block(p)}\n\n{sections(p)}\n{links}\n\n").rstrip() for p in practices
    )


def captions_and_page_numbers(practices: Sequence[Practice]) -> str:
    def one(practice: Practice) -> str:
        first, second = sections(practice, (0, 1)), sections(practice, (2, 3, 4))
        return f"{title_block(practice)}\n\n{first}\n\nFoto: een dienst\n\n{second}\n\n12"

    return _pages(practices, one)


def running_heads(practices: Sequence[Practice]) -> str:
    texts = [text for p in practices for text in (title_block(p), sections(p))]
    return "\n".join(
        page(f"{text}\n\nVerzamelde praktijken | {number}") for number, text in enumerate(texts, 1)
    )


def form_feeds(practices: Sequence[Practice]) -> str:
    return "\f".join(f"{title_block(p)}\n\n{sections(p)}\n" for p in practices)


def between_foreword_and_afterword(practices: Sequence[Practice]) -> str:
    return f"{page(FOREWORD)}\n{title_after_its_first_text(practices)}\n{page(AFTERWORD)}"


def with_missing_headings(practices: Sequence[Practice]) -> str:
    return "\n".join(
        page(f"{title_block(p)}\n\n{sections(p, kept)}")
        for p, kept in zip(practices, _KEPT, strict=True)
    )


LAYOUTS: tuple[Layout, ...] = (
    plain,
    title_on_a_page_of_its_own,
    title_after_its_first_text,
    place_here_title_there,
    place_and_heading_on_one_line,
    place_run_into_heading,
    no_page_marks,
    no_blank_lines,
    no_contact,
    no_place,
    title_and_sentence_only,
    place_below_title,
    place_after_contact,
    place_misread,
    title_block_in_one_piece,
    contact_over_two_lines,
    contact_at_the_end,
    headings_spaced_out,
    headings_in_small_letters,
    headings_with_one_capital,
    headings_misread,
    headings_in_plural,
    headings_in_any_order,
    heading_and_text_on_one_line,
    text_before_its_own_heading,
    text_before_the_title,
    two_headings_then_their_texts,
    sentence_ends_under_the_next_heading,
    narrow_columns,
    letters_as_list_marks,
    list_marks_on_lines_of_their_own,
    numbered_tips,
    a_heading_to_each_tip,
    tips_without_marks,
    pages_of_links_between,
    captions_and_page_numbers,
    running_heads,
    form_feeds,
    between_foreword_and_afterword,
    with_missing_headings,
)
MISSING: dict[Layout, tuple[tuple[int, ...], ...]] = {with_missing_headings: _KEPT}
