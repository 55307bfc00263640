"""What is installed by the constraints is what was tested."""

from __future__ import annotations

from scripts.constraints import OUT, constraints


def versions(text: str) -> dict[str, str]:
    """By package; the head of the file left out."""
    return dict(line.split("==") for line in text.splitlines() if not line.startswith("#"))


def test_every_package_has_the_version_that_is_tested_now():
    now, kept = versions(constraints()), versions(OUT.read_text(encoding="utf-8"))
    assert {name: (version, kept.get(name)) for name, version in now.items() if kept.get(name) != version} == {}, (
        "run scripts/constraints.py after the tests have passed with these"
    )
