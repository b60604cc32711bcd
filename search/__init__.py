"""Find items of the memory: index, query, ranking, results and their pages."""
