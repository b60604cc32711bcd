"""Extract text from PDF, DOCX, ODT and PPTX files of any origin.

    rows         the result: rows of text with their look and place
    limits       limits on the memory, time and text of one file
    archive      a zip of XML, read with limits
    pdf, docx, odt, pptx    one format each, to rows
    office       metadata and links, the same in all office formats
    ocr          scanned pages to rows, if Debian's tesseract is installed
    tesseract    its location
    sandbox      the process that reads: a fork per file, within the limits
    picture      one image, decoded and encoded again in a process of its own
    extractor    starts that process and reports how each file went

A file is hostile until it is read. So nothing here imports Django or gets a password or the
environment. A file that crashes or exhausts its process ends that process alone, and what was read
before is kept.
"""
