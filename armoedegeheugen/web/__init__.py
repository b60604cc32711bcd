"""Log visitors in, set cache headers, and render the style guide and tables of contents."""
