"""Log anonymous queries and clicks, and report on them."""
