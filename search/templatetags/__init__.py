"""Draw search results and what is like an item, in templates."""
