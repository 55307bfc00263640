"""Who may come in, and through which door. Without log-in none of this is in the way of a request."""
