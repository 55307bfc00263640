"""What lies where in the folder of an index."""

from __future__ import annotations

MANIFEST_FILE = "manifest.sqlite"
ORIGINALS = "originals"
PASSAGES = "passages"
JUDGEMENTS = "oordelen.jsonl"
UNFINISHED = "collectie"
"""In the folder of an index that is being made beside another: the name of what is made for it on a server."""

PARTS = (PASSAGES, ORIGINALS, MANIFEST_FILE, JUDGEMENTS)
"""All that makes an index, in the order in which a new one takes the place of the old."""
