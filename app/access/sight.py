"""The knowledge base as whoever asks now may see it: behind every name of it stands the view of the viewer."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock
from typing import Any

from app.access.viewer import current_viewer
from index.manifest import DocumentRecord
from index.service import KnowledgeBase

MAX_VIEWS = 16
"""Sets of groups whose words are kept in memory at once; another one is learned anew when it is asked for."""


class Views:
    """One knowledge base for each set of groups that makes a difference.

    :param whole: with every document.
    """

    def __init__(self, whole: KnowledgeBase) -> None:
        self.whole = whole
        self._lock = Lock()
        self._kept: OrderedDict[frozenset[str], KnowledgeBase] = OrderedDict()
        self._used: tuple[dict[str, DocumentRecord], frozenset[str]] | None = None

    def current(self) -> KnowledgeBase:
        """What the viewer of this moment may see. :raises NobodyError: it is not known who that is."""
        viewer = current_viewer()
        if viewer.keeps:
            return self.whole
        groups = self._used_groups() & frozenset(viewer.groups)
        with self._lock:
            view = self._kept.pop(groups, None) or self.whole.seen_by(groups)
            self._kept[groups] = view
            while len(self._kept) > MAX_VIEWS:
                self._kept.popitem(last=False)
            return view

    def _used_groups(self) -> frozenset[str]:
        """Groups to which some document is limited; being in another one changes nothing."""
        records, used = self.whole.library.records(), self._used
        if used is None or used[0] is not records:
            groups = frozenset(group for record in records.values() for group in record.metadata.groups)
            used = self._used = (records, groups)
        return used[1]


class SeenKnowledgeBase(KnowledgeBase):
    """A :class:`KnowledgeBase` without anything of its own: every attribute is that of the viewer's view.

    So nothing that is built on it can forget who asks, and where that is not known nothing is found at all.
    """

    def __init__(self, whole: KnowledgeBase) -> None:
        self._views = Views(whole)

    @property
    def folder(self) -> Path:
        """The folder of the index, which is the same for everybody."""
        return self._views.whole.folder

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a knowledge base has
        views: Views = self.__dict__["_views"]
        # What words answers is the same for everybody, and asked for while the page is built for nobody yet.
        return getattr(views.whole if name == "writer" else views.current(), name)
