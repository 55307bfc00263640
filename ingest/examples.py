"""What in a library folder is a document, and when the example documents step aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

EXAMPLES_FOLDER = "voorbeeld"
ROUTES_FOLDER = "routes"

_EXPLANATIONS = frozenset({"readme", "leesmij", "lees-mij", "lees mij"})
_ABOUT_DOCUMENTS = frozenset({".toml", ".jsonl"})


def is_document(path: Path) -> bool:
    """Whether a file, going by its name alone, is something to search in.

    Not documents: explanations of the folder (README, LEESMIJ), what is said about documents (``catalogus.toml``,
    sidecars such as ``naam.pdf.toml``, questions in ``.jsonl``) and reading routes (files directly in ``routes``).
    """
    return not (
        path.stem.lower() in _EXPLANATIONS
        or path.suffix.lower() in _ABOUT_DOCUMENTS
        or path.parent.name == ROUTES_FOLDER
    )


def without_examples(root: Path, paths: Sequence[Path]) -> list[Path]:
    """These paths, in their order, less the examples once there is anything else.

    Examples are what lies under the folder ``voorbeeld`` directly below ``root``; a root that is itself the folder
    with examples keeps them all.
    """
    folder = root / EXAMPLES_FOLDER
    own = [path for path in paths if not path.is_relative_to(folder)]
    return own or list(paths)


def only_examples(root: Path, paths: Iterable[Path]) -> bool:
    """Whether none of these is a document of the user's own; so too where there are none."""
    return all(path.is_relative_to(root / EXAMPLES_FOLDER) for path in paths)
