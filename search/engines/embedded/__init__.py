"""Search in process with tantivy."""
