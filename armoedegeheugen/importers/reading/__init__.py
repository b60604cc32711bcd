"""Read files and web pages into lines of text."""
