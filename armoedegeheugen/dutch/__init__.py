"""Analyze Dutch words: fold, look up, lemmatize, split compounds, check spelling.

The lowest layer of the project: it imports neither Django nor search.
"""
