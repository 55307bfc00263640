"""The errors of this project, one tree.

BronwijzerError
├── SettingsError            a setting that cannot work
├── StoreError               (index.store) the index cannot be used
│   ├── StoreLockedError     another process has it open
│   ├── StoreMismatchError   built with another model or analyser
│   ├── StoreDamagedError    it does not open or does not add up
│   ├── StoreFullError       no room on the disk
│   ├── StoreUnavailableError  the Qdrant server does not answer
│   ├── ServerTooOldError    the Qdrant server lacks what is asked of it
│   └── CollectionForeignError  another index has passages in the collection on the server
├── ModelError               (index.embedding) the model cannot be loaded
└── ReadError                (ingest) one file cannot be read; has a code and a Dutch message

Messages are Dutch and say what, why and what to do, because they are shown to users as they are.
Errors of other libraries are wrapped once, where that library is called, with ``from``.
"""

from index.types import Again


class BronwijzerError(Exception):
    """Base of everything this project raises on purpose. ``str(error)`` is a Dutch sentence for the user.

    ``exit_code``: of a command that it ends.
    """

    exit_code = 2


class SettingsError(BronwijzerError):
    """A setting has a value that cannot work."""


class StoreError(BronwijzerError):
    """The index cannot be used."""


class StoreLockedError(StoreError):
    """Another process has the index open."""


class StoreMismatchError(StoreError):
    """The index was built with another model, adapter or analyser."""


class StoreDamagedError(StoreError):
    """The index does not open, or what is in it does not add up."""


class StoreFullError(StoreError):
    """There is no room on the disk to write safely."""


class StoreUnavailableError(StoreError):
    """The Qdrant server does not answer."""


class ServerTooOldError(StoreError):
    """The Qdrant server is of a version that lacks what is asked of it."""


class CollectionForeignError(StoreError):
    """In the collection of this index on a Qdrant server are passages of another one."""


class ModelError(BronwijzerError):
    """The embedding model cannot be loaded."""


class ReadError(BronwijzerError):
    """A file cannot be read.

    :param code: stable code in capitals, as in the list of bad inputs (LEEG, BESCHADIGD, WACHTWOORD, ...).
    :param message: Dutch sentence: what, why, what to do.
    :param again: when the file is read again though it did not change.
    """

    def __init__(self, code: str, message: str, again: Again = Again.NEVER) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.again = again
