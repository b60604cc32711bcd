"""Show the index, the synonyms and the query log to editors."""
