"""Weigh terms by rarity, relax the query, and rerank the first hits."""
