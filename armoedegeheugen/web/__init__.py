"""Log in, cache headers, the style guide and tables of contents."""
