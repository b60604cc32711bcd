"""Let operators see what the portal does: logs, error mails, request ids and health."""
