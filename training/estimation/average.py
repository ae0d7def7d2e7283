"""The mean of the weights of some runs, as a folder that export.py takes.

    python training/estimation/average.py --run FIRST SECOND --data ../shared/data --encoder TRIMMED --out MEAN

The runs must go on from each other: weights that were learnt apart have no sensible mean. The folder gets the recipe of
the last run, and the figures of the mean on the development part.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path

import torch
from held_back import DEVELOPMENT, divided
from judgements import judgements
from measures import measured
from trimmed_encoder import base_network

from mtqc.estimation.learning.precision import prepare
from mtqc.estimation.tokenising import PairTokenizer


def main() -> None:
    """Averages, measures, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--evaluated", type=int, help="of each corpus and pair; all by default")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / "model.pt", weights_only=True) for run in arguments.run]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save(mean, arguments.out / "model.pt")
    recipe = (arguments.run[-1] / "recipe.toml").read_text(encoding="utf-8")
    (arguments.out / "recipe.toml").write_text(recipe, encoding="utf-8")
    model = base_network(arguments.encoder, tomllib.loads(recipe)["trained_layers"])
    model.load_state_dict(mean)
    prepare(model)
    parts = divided(judgements(arguments.data))
    tokenizer = PairTokenizer(arguments.encoder / "tokenizer.json")
    figures = measured(model, tokenizer, parts[DEVELOPMENT], arguments.evaluated, "cpu")
    entry = {"seen": _seen(arguments.run[-1]), "averaged": len(states), "development": figures}
    (arguments.out / "log.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")


def _seen(run: Path) -> int:
    log = (run / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return int(json.loads(log[-1])["seen"])


if __name__ == "__main__":
    main()
