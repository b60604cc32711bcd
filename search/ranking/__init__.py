"""Weigh terms by rarity and rerank the first hits."""
