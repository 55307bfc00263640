"""The vector database behind one protocol."""
