"""What passes between the reading process and its parent: our own types, whole, and nothing else."""

from __future__ import annotations

import io
import os
import pickle
import struct
from pathlib import Path

import pytest

from index.errors import ReadError
from index.types import Block, BlockKind, ReadPage, ReadResult, ReadWarning, TableCell, TextBox
from ingest.frames import READY, Answer, read_frame, write_frame

ROW = Block(BlockKind.TABLE_ROW, "2022 | 12,61", cells=(TableCell(0, 4, "2022", ""), TableCell(7, 12, "2022", "dec")))
RESULT = ReadResult(
    pages=(ReadPage(1, "iv", (ROW, Block(BlockKind.NOTE, "Eén", boxes=(TextBox(0, 3, 1, 0.5, 1, 2, 3),)))),),
    paged=True,
    properties={"title": "Jaarplan"},
    warnings=(ReadWarning("LANG_WOORD", "Een woord.", 1),),
    counts={"tables": 1},
    joins=(("proble-men", "problemen"),),
)


def sent(value: object) -> io.BytesIO:
    stream = io.BytesIO()
    write_frame(stream, value)
    stream.seek(0)
    return stream


def framed(data: bytes) -> io.BytesIO:
    return io.BytesIO(struct.pack("<Q", len(data)) + data)


def test_frames_bring_a_result_over_unchanged():
    answer = Answer(result=RESULT, detail=READY)
    stream = io.BytesIO(sent(answer).getvalue() + sent("pad").getvalue())
    assert [read_frame(stream), read_frame(stream), read_frame(stream)] == [answer, "pad", None]


class Evil:
    def __init__(self, *call):
        self.call = call

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    "value",
    [
        Evil(os.system, ("true",)),
        Evil(eval, ("1 + 1",)),
        Evil(getattr, (Answer, "__init__")),
        Path("/etc/passwd"),
        ReadError("LEEG", "Het bestand is leeg."),
        Answer(detail=Evil(print, ("x",))),
    ],
    ids=["system", "eval", "getattr", "path", "error", "inside"],
)
def test_frames_refuse_foreign_types(value):
    with pytest.raises(pickle.UnpicklingError, match=r"^[\w.]+\.\w+$"):
        read_frame(sent(value))


@pytest.mark.parametrize(
    "name", ["ingest.frames pickle", "ingest.frames write_frame", "index.types dataclass", "index.types StrEnum"]
)
def test_frames_refuse_what_our_modules_only_borrow(name):
    with pytest.raises(pickle.UnpicklingError, match=name.replace(" ", r"\.")):
        read_frame(framed(b"c" + name.replace(" ", "\n").encode() + b"\n."))


@pytest.mark.parametrize("data", [b"", b"\x80\x05", b"cindex.types\nBestaatNiet\n.", b"gewone tekst", b"\x80\x05]0."])
def test_frames_of_nonsense_are_no_answer(data):
    with pytest.raises(pickle.UnpicklingError):
        read_frame(framed(data))


def test_a_frame_that_stops_halfway_is_an_end_and_one_without_end_is_nonsense():
    assert read_frame(io.BytesIO(sent(RESULT).getvalue()[:-5])) is None
    assert read_frame(io.BytesIO(b"\1\2\3")) is None
    with pytest.raises(pickle.UnpicklingError, match="bytes"):
        read_frame(io.BytesIO(b"\xff" * 7 + b"\x7f"))
