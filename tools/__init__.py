"""Commands for maintainers that are no tests: benchmarks, relevance, screenshots."""
