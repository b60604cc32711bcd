"""Keep the index equal to the database: signals, outbox, sync, rebuild, consistency."""
