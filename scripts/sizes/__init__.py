"""How large an index becomes."""
