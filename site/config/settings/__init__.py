"""Settings for development, tests and production."""
