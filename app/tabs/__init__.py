"""The tabs of the app, in the order in which people see them."""
