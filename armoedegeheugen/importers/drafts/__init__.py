"""Turn proposals into drafts, and report what each draft holds."""
