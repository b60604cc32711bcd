"""Send e-mail through an outbox: outbox, delivery, the backend for Django, and the admin page."""
