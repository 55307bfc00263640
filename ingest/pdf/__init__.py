"""From the glyphs of a PDF page to words, lines, regions in reading order and blocks."""
