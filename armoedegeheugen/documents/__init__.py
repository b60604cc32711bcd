"""Read the texts of attachments, and list which documents an item has."""
