"""A backup: one file with everything that cannot be made again, and what would take long to make again."""
