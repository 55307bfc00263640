"""Every Dutch string that a user can see, one module per part of the product."""
