"""Dutch letters, whatever a file was saved as."""

from __future__ import annotations

import random

import pytest

from index.errors import ReadError
from ingest.readers.decoding import decode

SENTENCE = "Reële knelpunten, coördinatie en financiële ruïnes: één ‘zorg’ – “naïef” en € 12."
PLAIN = "De coördinatie van reële zorg is geïnd, per gemeente en vóór de zomer."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("text", [SENTENCE, "Café", "Privé", "ruïne, naïef, geïnd, vóór, hé", SENTENCE * 500])
def test_letters_come_back(encoding, text):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman"])
def test_letters_of_dos_and_of_the_first_macs_come_back(encoding):
    assert decode(PLAIN.encode(encoding)) == PLAIN


def test_a_mark_decides_also_where_a_letter_is_broken():
    assert decode(b"\xef\xbb\xbfre\xc3\xable z\xffrg") == "reële z\ufffdrg"
    assert decode("één".encode("utf-16")[:-1]) == "éé\ufffd"


def test_a_piece_of_another_encoding_does_not_spoil_the_rest():
    pasted = "Reële, financiële en coördinerende zorg is geïnd. ".encode() + "Één café: € 5".encode("cp1252")
    assert decode(pasted) == "Reële, financiële en coördinerende zorg is geïnd. Één café: € 5"


def test_a_text_cut_within_a_letter_keeps_the_others():
    assert decode("Reële coördinatie, café".encode()[:-1]).startswith("Reële coördinatie, caf")


@pytest.mark.parametrize(
    "declared", ["windows-1252", "ISO-8859-1", "latin1", "us-ascii", "utf-8", "hex", "x", "\0", None]
)
def test_what_a_page_says_of_itself_may_be_wrong(declared):
    assert decode("Café ‘De Brug’".encode("cp1252"), declared) == "Café ‘De Brug’"
    assert decode("Café ‘De Brug’".encode(), declared) == "Café ‘De Brug’"


def test_another_encoding_counts_where_the_file_names_it():
    assert decode("Łódź".encode("iso8859-2"), "iso-8859-2") == "Łódź"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ReadError, match="waarschijnlijk is het opgeslagen als") as failed:
        decode(random.Random(7).randbytes(50_000))
    assert failed.value.code == "CODERING"
