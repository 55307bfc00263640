"""What the crash loop is made of."""
