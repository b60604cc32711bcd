"""Help editors in Wagtail's admin: forms, lists, checks, reports and roles."""
