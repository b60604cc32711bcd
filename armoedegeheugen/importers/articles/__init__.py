"""Read articles, research reports and advices, and draft pages from them.

A file becomes a dossier, or an advice with its recommendations. `pipeline.read` passes through one
file per step; what the importer of practices uses too stands in the packages beside this one.

    files            a file of any kind → an `ExtractedText`: numbered lines and their format
                     (webpage for HTML, `extracting` for PDF and office files)
    boilerplate      lines outside the text: running heads, page numbers, contents, menus
    layout           lines → blocks: a heading, a paragraph, an item, a table row, a note
                     (plain_text, styled or pdf, by the kind of file)
    title_page       the title, the standfirst, the date and the organisation
                     (letters: the frame of a letter; metadata: what a line says about the text)
    heading_meanings what a heading announces: context, questions, findings, recommendations, …
    quotes           blocks that quote somebody, and the role of the speaker (speakers)
    build            blocks → an `Article`: sections with their parts, and the rest
                     (heading_levels, footnotes, linked_text)
    recommendations  the recommendations of an article, one by one
    proposals        themes, place, method and rung, each with the words that point to it
    drafts           an `Article` → a draft page; the only file here that uses the database
    report           the report on what went where

Invariant: no line is lost, and no word is made up.
"""
