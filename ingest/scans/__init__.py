"""Text recognition: pages that are only a picture become words with their places."""
