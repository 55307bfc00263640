"""What lies where in the folder of an index."""

from __future__ import annotations

MANIFEST_FILE = "manifest.sqlite"
ORIGINALS = "originals"
PASSAGES = "passages"
JUDGEMENTS = "oordelen.jsonl"

PARTS = (PASSAGES, ORIGINALS, MANIFEST_FILE, JUDGEMENTS)
"""All that makes an index, in the order in which a new one takes the place of the old."""
