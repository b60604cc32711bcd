"""How well the search answers judged questions about the demo content."""
