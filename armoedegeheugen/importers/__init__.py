"""Text in, drafts out: what a bundle or a web page says, laid under the headings of a card.

One way through, a file a step:

    reading     a file → a Source (webpage for HTML): lines, each with its number
    layout      lines → blocks: a heading, a place, a contact line, a link, a paragraph, an item
    heads       which blocks are the title block of a practice
    segment     which headings and title blocks belong together
    assemble    one practice's blocks → its fields, with notes for the editor
    joining     lines → paragraphs, each letter with the place where it came from (spelling mends)
    ledger      which letters of the input ended up somewhere
    drafts      cards → Wagtail pages; the only file here that knows a database

Two promises hold throughout: no line is lost, and no word is made up.
"""
