"""The parts of ``scripts/bench.py``: passages in any number, our search and its rivals, ingest, processes, report."""
