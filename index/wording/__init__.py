"""A language model that may word the answer: only when the settings name one, and never believed unchecked."""

from index.wording.client import ModelClient
from index.wording.writer import Writer

__all__ = ["ModelClient", "Writer"]
