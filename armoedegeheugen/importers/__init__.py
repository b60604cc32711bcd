"""Text in, drafts out: what a bundle or a web page says, laid under the headings of a card.

One way through (`bundle.read`), a file a step:

    reading        a file → a Source: numbered lines (webpage for HTML)
    layout         lines → blocks: a heading, a link, a paragraph, an item (headings, marks, noise)
    sift           of the text blocks: which name a place, which say whom to ask (places, personal)
    title_blocks   which blocks say how a practice is called (heads, preamble, shapes)
    segment        which headings and title blocks are one practice: the cheapest cut
    cards          one practice's blocks → a Card (body, stretches, cues, titles)
    paragraphs     lines → paragraphs, mended (joining, spelling, confusions, glue, words)
    ledger         which letters of the input ended up somewhere
    plan           a new draft, one more source, or nothing (same)
    drafts         cards → Wagtail pages; with memory, the only files here that know a database
    report         what went where

Two promises hold throughout: no line is lost, and no word is made up.
"""
