"""Files in, text out: PDF, DOCX, ODT and PPTX, whoever made them and whatever for.

    rows         what is read of a file: rows of text, with how they look and where they stand
    limits       how much memory, time and text one file may take
    archive      a zip of XML, opened so that no bomb goes off
    pdf, docx, odt, pptx    one format each → rows
    ocr          a page that is a picture → rows, where Debian's tesseract is installed
    tesseract    where that is
    helper       the process in which all of that happens: a fork for each file, within the limits
    run          asks the helper, and says how it went

A file is hostile until it is read. So nothing here imports Django, knows a password or is given an
environment; what crashes or swells is a process of its own, and what it had read is kept.
"""
