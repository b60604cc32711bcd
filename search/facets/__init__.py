"""Define the kinds, labels and buckets by which results are filtered."""
