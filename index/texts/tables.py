"""What users read about rows and cells of tables."""

CELL = "{row} · {column}: {value}"
CELL_COPY = "{row}, {column}: “{value}”"
ROW = "Rij uit een tabel"
ASKED = "gevraagd"
"""Heard, not seen, behind the value that the question asks for; on screen that value is marked."""
