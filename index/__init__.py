"""The index: what is stored, how it is found, how it is answered. Imports neither ingest nor app."""
