"""What is told of documents that say the same, in lists for people and for scripts."""

from __future__ import annotations

from dataclasses import replace

from app.library_html import list_html
from index.manifest import DocumentRecord, Near, ReadReport
from index.serialise import document_json
from index.types import Metadata

METADATA = Metadata("Plan")
RECORD = DocumentRecord("a1", "plan.pdf", ("/m/plan.pdf",), 2, 3, METADATA, METADATA, ReadReport(), "")
NEAR = Near("b2", 0.97, 3, 0, "<b>Oud plan</b>", "oud.pdf")
COPIED = replace(RECORD, paths=("/m/plan.pdf", "/m/zz.pdf", "/n/plan.pdf"), copies=("/n/plan.pdf",), near=NEAR)


def test_a_document_alone_has_nothing_to_tell() -> None:
    assert document_json(RECORD)["warnings"] == []
    assert "hetzelfde" not in list_html([RECORD], 1)


def test_other_names_and_the_document_that_is_nearly_the_same_are_told() -> None:
    found = {warning["code"]: warning["message"] for warning in document_json(COPIED)["warnings"]}
    assert found["DUBBEL"] == "Dezelfde tekst staat ook in: zz.pdf, plan.pdf. Zoeken toont die één keer."
    assert "“<b>Oud plan</b>” (oud.pdf): bijna alles is hetzelfde." in found["BIJNA_DUBBEL"]
    assert found["BIJNA_DUBBEL"].endswith("In dit document staan 3 zinnen meer.")
    page = list_html([COPIED], 1)
    assert "&lt;b&gt;Oud plan&lt;/b&gt;" in page
    assert "<b>Oud plan" not in page
    assert "zz.pdf, plan.pdf" in page
