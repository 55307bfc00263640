"""A power cut: a disk of its own of which a copy is taken while it is written, so that what was not flushed is gone.

The disk is a file with ext4 in it. What the kernel holds back is not in that file; the copy is what a computer finds
after a power cut, and is repaired by ext4's journal when it is mounted. Needs root and loop devices (Linux).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 700 * 2**20
_HELD_BACK = "commit=600"


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True)


def make_disk(image: Path) -> None:
    """An empty disk."""
    with image.open("wb") as file:
        file.truncate(SIZE)
    _run("mkfs.ext4", "-q", "-F", image)


@contextmanager
def mounted(image: Path, at: Path) -> Iterator[Path]:
    """The disk in use."""
    at.mkdir(exist_ok=True)
    _run("mount", "-o", f"loop,{_HELD_BACK}", image, at)
    try:
        yield at
    finally:
        _run("umount", at)


def cut(child: int, image: Path, copy: Path) -> None:
    """Hold a process still, copy the disk without what was not flushed, and end the process."""
    os.kill(child, signal.SIGSTOP)
    _run("cp", "--sparse=always", image, copy)
    os.kill(child, signal.SIGKILL)


def can_mount() -> bool:
    """Whether this computer can do it."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mkfs.ext4") is not None
