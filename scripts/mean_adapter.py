"""The mean of several LoRA adapters as one adapter: their small matrices side by side, each with its share.

    python scripts/mean_adapter.py ADAPTER [ADAPTER ...] --out DIR

A mean of models that were trained apart from one start forgets less of that start than any of them (model soups,
Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"
BASE = "intfloat/multilingual-e5-small"


def mean(folders: list[Path], out: Path) -> None:
    """Write the mean of the adapters in ``folders`` to ``out``."""
    adapters = [(load_file(f / WEIGHTS), json.loads((f / CONFIG).read_text(encoding="utf-8"))) for f in folders]
    together: dict[str, np.ndarray] = {}
    for name in (name for name in adapters[0][0] if "lora_A" in name):
        up = name.replace("lora_A", "lora_B")
        shares = [config["lora_alpha"] / config["r"] / len(adapters) for _, config in adapters]
        together[name] = np.concatenate([weights[name] for weights, _ in adapters]).astype(np.float16)
        scaled = [weights[up].astype(np.float32) * share for (weights, _), share in zip(adapters, shares, strict=True)]
        together[up] = np.concatenate(scaled, axis=1).astype(np.float16)
    rank = sum(config["r"] for _, config in adapters)
    config = {**adapters[0][1], "r": rank, "lora_alpha": rank, "base_model_name_or_path": BASE}
    kept = ("peft_type", "task_type", "r", "lora_alpha", "lora_dropout", "bias", "base_model_name_or_path")
    out.mkdir(parents=True, exist_ok=True)
    save_file(together, out / WEIGHTS)
    described = {name: config[name] for name in kept} | {"target_modules": sorted(config["target_modules"])}
    (out / CONFIG).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Parse and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("adapters", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    a = parser.parse_args()
    mean(a.adapters, a.out)


if __name__ == "__main__":
    main()
