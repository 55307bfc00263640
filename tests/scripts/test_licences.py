"""Every dependency has a licence that is known and allows use; the page about it names all of them."""

from __future__ import annotations

from email.message import Message
from types import SimpleNamespace

import pytest

from scripts.licences import OUT, licensed, packages


def test_every_licence_is_known_and_allows_use():
    used, build = packages()
    assert len(used) > 50
    assert [(p.name, p.licence) for p in (*used, *build) if not p.fine] == []


def test_the_page_names_every_package_that_users_run():
    page = OUT.read_text(encoding="utf-8")
    assert [p.name for p in packages()[0] if f"| {p.name} |" not in page] == []


@pytest.mark.parametrize(
    ("headers", "fine"),
    [
        ({"License-Expression": "Apache-2.0 OR BSD-3-Clause"}, True),
        ({"License-Expression": "AGPL-3.0-only"}, False),
        ({"License": "GPLv3"}, False),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, True),
        ({"Classifier": "License :: Other/Proprietary License"}, False),
        ({}, False),
    ],
)
def test_a_licence_that_is_unknown_or_forbids_is_seen(headers, fine):
    metadata = Message()
    metadata["Name"] = "proef"
    for name, value in headers.items():
        metadata[name] = value
    assert licensed(SimpleNamespace(metadata=metadata, version="1")).fine is fine
