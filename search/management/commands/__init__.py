"""The commands `search` and `worker`."""
