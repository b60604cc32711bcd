"""Import bundles and web pages of practices, and articles, as drafts.

A bundle goes one way through (`cards.pipeline.read`), a package a stage:

    reading     a file → a Source of numbered lines
    layout      lines → blocks: a heading, a link, a paragraph, an item
    cards       blocks → places, contact lines and title blocks → one Card a practice
    ocr         misread letters and missing spaces, corrected where that is sure
    coverage    how many letters of the input ended up somewhere
    drafts      cards → Wagtail pages: a new draft, one more source, or nothing
    report      the result, row by row

Invariant: no line is lost, and no word is made up. Only `drafts` knows a database.
"""
