"""Show the register of recommendations and what was done with them."""
