"""A passage to word, and a real endpoint that words it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from index.results import Answer, AnswerStatus, DocumentInfo, Hit
from index.types import DocumentStatus
from index.wording import ModelClient, Writer
from index.wording.writer import Draft
from tests.endpoint import Endpoint, running

TEXT = (
    "Het doel voor het ziekteverzuim is 6,5 procent. De teammanager bespreekt het verzuim elke drie maanden met Fatima "
    "Jansen van het Expertiseteam Veiligheid Domstede (EVD). Aanmelden kan tot 1 maart 2026 via www.oeverlicht.example."
)
OTHER = "In de wijk Havenkwartier wonen 4.200 mensen. De helft van hen kent het buurthuis."


def hit(rank: int, text: str, title: str = "Jaarplan 2026") -> Hit:
    document = DocumentInfo(f"d{rank}", title, "Oeverlicht", "jaarplan", 2026, DocumentStatus.VALID)
    return Hit(rank, 1.0, document, "plan.pdf", 3, "1", ("Verzuim",), text, 0, len(text), (), f"{title}, p. 1")


def answer(status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    return Answer(status, 0.8, "“Het doel voor het ziekteverzuim is 6,5 procent.”", ())


HITS = (hit(1, TEXT), hit(2, OTHER, "Wijkbeeld"))


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Endpoint]:
    with running() as served:
        yield served


@pytest.fixture
def write(endpoint) -> Callable[..., list[Draft]]:
    """All drafts of one question by one kind of model."""

    def drafts(model: str, hits=HITS, *, status=AnswerStatus.ANSWERED, seconds=5.0, question="Wat is het doel?"):
        writer = Writer(ModelClient(endpoint.url, model, "sleutel", seconds))
        return list(writer.drafts(question, answer(status), hits))

    return drafts
