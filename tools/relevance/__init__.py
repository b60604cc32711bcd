"""Measure relevance: nDCG and recall of judged questions about the demo content."""
