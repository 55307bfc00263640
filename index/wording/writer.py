"""The answer in plain words beside the quotes, as far as it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.results import Answer, AnswerStatus, Hit, Immutable
from index.texts import wording as texts
from index.wording.checking import Worded, checked, whole_sentences
from index.wording.client import ModelClient, ModelSilentError
from index.wording.prompt import Prompt, build_prompt

MAX_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Draft(Immutable):
    """How far the wording is: the sentences that passed and the number that fell.

    ``whole``: the model is ready; before that more may come, or all of it may be withdrawn.
    """

    sentences: tuple[Worded, ...] = ()
    dropped: int = 0
    whole: bool = False


class Writer:
    """Words answers with one language model.

    :param client: the endpoint that the settings name.
    """

    def __init__(self, client: ModelClient) -> None:
        self.client = client

    def drafts(self, question: str, answer: Answer, hits: Sequence[Hit]) -> Iterator[Draft]:
        """The wording as it grows, only with sentences that were checked. The last draft is what holds.

        Nothing is sent when the documents do not answer: no model may turn "niet gevonden" into an answer.
        """
        prompt = build_prompt(question, hits)
        if answer.status is AnswerStatus.NOT_FOUND or not prompt.passages:
            yield Draft(whole=True)
            return
        draft = Draft()
        try:
            for draft in self._checked(prompt):
                yield draft
        except ModelSilentError:
            yield Draft(dropped=draft.dropped + len(draft.sentences), whole=True)
        else:
            yield replace(draft, whole=True)

    def _checked(self, prompt: Prompt) -> Iterator[Draft]:
        draft = Draft()
        for sentence in whole_sentences(self.client.stream(prompt)):
            worded = checked(sentence, prompt.passages, prompt.mark)
            if worded is None or len(draft.sentences) == MAX_SENTENCES:
                draft = replace(draft, dropped=draft.dropped + 1)
            else:
                draft = replace(draft, sentences=(*draft.sentences, worded))
            yield draft


def worded_answer(answer: Answer, draft: Draft) -> Answer:
    """The answer with the model's words in it, or as it was when nothing held."""
    if not draft.whole or not draft.sentences:
        return replace(answer, dropped=draft.dropped)
    text = " ".join(sentence.text for sentence in draft.sentences)
    cited = tuple(dict.fromkeys(n for sentence in draft.sentences for n in sentence.citations))
    return replace(answer, text=text, generated=True, dropped=draft.dropped, cited=cited, label=texts.LABEL)
