"""Errors of the system and of files in the user's words: Python's own are in English."""

from __future__ import annotations

import errno
import re
import tomllib

from index.texts import reasons as texts

_PLACE = re.compile(r"at line (\d+), column (\d+)")


def reason_of(error: Exception) -> str:
    """Why something cannot be read or written, as the end of a sentence, without a full stop.

    :param error: an error of the system or of what a file holds; the message of any other is taken to be Dutch.
    """
    if isinstance(error, UnicodeDecodeError):
        return texts.NOT_UTF8
    if isinstance(error, tomllib.TOMLDecodeError):
        place = _PLACE.search(str(error))
        if "overwrite" in str(error):
            return texts.TOML_TWICE
        if "Invalid date" in str(error):
            return texts.TOML_DATE
        return texts.TOML_AT.format(line=place[1], column=place[2]) if place else texts.TOML_END
    if isinstance(error, OSError):
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        return texts.SYSTEM.get(code) or texts.SYSTEM_OTHER.format(code=code)
    return str(error)
