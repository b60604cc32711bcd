"""Run the background work: sync, schedule, publishing, shutdown."""
