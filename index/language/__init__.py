"""Dutch: words, stems, compounds, abbreviations."""
