"""Back up the database and the uploads to one file, and restore them.

`make` reads, `restore` writes; both use `rows` (the database), `files` (the uploads) and `archive`
(the file itself). `serving` tells whether a process serves the site.
"""
