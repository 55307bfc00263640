"""A made-up library of any size, and what it costs to keep it."""
