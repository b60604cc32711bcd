"""An article, a research report or an advice in, a draft out: a dossier, or an advice with its
recommendations.

One way through (`read.read`), a file a step; what it shares with the practices stands one room up:

    opening      a file, whatever kind → an ExtractedText: numbered lines and their format
    edges        which lines are no text: running heads, page numbers, tables of contents, menus
    blocks       lines → blocks: a heading, a paragraph, an item, a row of a table, a note
                 (plain for text by its look, printed for PDF by its place and size)
    quotes       which blocks are what somebody said, and who that was (speakers)
    front        the title, the first sentence, the day, and whose text it is (letters: of a letter,
                 which is framed by addresses, a salutation and who signs; about: what a line says
                 about the text)
    meanings     what a heading announces: context, questions, findings, recommendations, …
    build        blocks → an Article: sections with their paragraphs, quotes, links, the rest
                 (levels of headings, footnotes)
    proposals    themes, place, method and rung, each with the words that led there
    drafts       an Article → a Wagtail page; with `..memory`, the only file here with a database
    report       what went where

The two promises hold here too: no line is lost, and no word is made up.
"""
