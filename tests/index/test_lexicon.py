"""What is learned of the documents follows the documents, and is learned once."""

from __future__ import annotations

import time
from threading import Thread

from index.lexicon import LEARNED_VERSION, Lexicon
from index.manifest import Learned


def test_a_library_is_learned_once_and_then_read_in_a_moment(kb):
    assert all(kb.library.manifest.learned(document_id, LEARNED_VERSION) for document_id in kb.library.records())
    began = time.perf_counter()
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    assert time.perf_counter() - began < 0.3
    assert "ziekteverzuim" in lexicon._known.vocabulary
    assert lexicon.expansions().longs["vod"] == ("Veiligheidsoverleg Domstede",)


def test_the_words_of_a_removed_document_are_forgotten(kb):
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    (hostile,) = [r for r in kb.documents() if r.file.startswith("<img")]
    assert lexicon.corrected("zepelin").text == "zeppelin"
    kb.library.remove(hostile.document_id)
    assert lexicon.corrected("zepelin").text == "zepelin"
    assert kb.library.manifest.learned(hostile.document_id, LEARNED_VERSION) is None
    kb.library.manifest.put_learned(hostile.document_id, LEARNED_VERSION, Learned("zeppelin", ()))
    assert kb.library.manifest.learned(hostile.document_id, LEARNED_VERSION) is None, "nobody writes it back"


def test_what_was_learned_and_cannot_be_read_back_is_learned_again(kb):
    manifest = kb.library.manifest
    document_id = next(iter(kb.library.records()))
    manifest._write("UPDATE learned SET learned = ? WHERE document_id = ?", (b"geen zlib", document_id))
    lexicon = Lexicon(kb.library)
    lexicon.warm_up()
    assert manifest.learned(document_id, LEARNED_VERSION).words


def test_nobody_waits_while_somebody_else_learns(kb):
    lexicon = Lexicon(kb.library)
    with lexicon._lock:
        began = time.perf_counter()
        asked = Thread(target=lexicon.corrected, args=("ziekteverzium",))
        asked.start()
        asked.join(timeout=2)
        assert not asked.is_alive()
        assert time.perf_counter() - began < 1
    assert lexicon.corrected("ziekteverzium").text == "ziekteverzuim"
