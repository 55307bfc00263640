"""Measure what an index of so many passages takes on this computer, and print the table of docs/sizes.md.

python scripts/measure_sizes.py [--passages 1000 100000] [--folder DIR]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPTS = Path(__file__).parent


def _run(*arguments: str | Path) -> dict[str, float]:
    command = [sys.executable, "-m", "sizes.filling", *map(str, arguments)]
    done = subprocess.run(command, cwd=SCRIPTS, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def measure(passages: int, folder: Path | None = None) -> dict[str, float]:
    """Fill an index in one process and search it in another."""
    with tempfile.TemporaryDirectory(prefix="bronwijzer-sizes-", dir=folder) as place:
        index = Path(place) / "passages"
        return {"passages": passages, **_run(index, str(passages)), **_run(index)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where to work; by default the folder for temporary files")
    asked = parser.parse_args()
    print("| passages | disk | memory | with pages of files | writing | opening | search p50, p95 |")
    print("|---|---|---|---|---|---|---|")
    for passages in asked.passages:
        f = measure(passages, asked.folder)
        print(
            f"| {passages:,} | {f['disk_mb']:,.0f} MB | {f['own_mb']:,.0f} MB | {f['with_files_mb']:,.0f} MB "
            f"| {f['fill_seconds']:,.1f} s | {f['open_seconds']:.2f} s | {f['p50_ms']:.1f}, {f['p95_ms']:.1f} ms |",
            flush=True,
        )


if __name__ == "__main__":
    main()
