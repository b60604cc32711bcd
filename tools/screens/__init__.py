"""Visit every kind of page in every state, for screenshots and for accessibility checks."""
