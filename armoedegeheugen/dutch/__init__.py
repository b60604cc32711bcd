"""Analyze Dutch: fold, lemmatize, split compounds, compare spellings. No Django, no engine."""
