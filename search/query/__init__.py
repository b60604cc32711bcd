"""Turn a query string into a request, and its words into weighted terms."""
