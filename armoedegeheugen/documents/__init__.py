"""Read the text of documents, and list the documents of an item."""
