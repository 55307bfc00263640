"""The parts of ``scripts/measure_reading.py``: letters against their source, text under boxes, the report."""
