"""Trains the quality-estimation model; goes on where it stopped.

    python training/estimation/train.py --data ../shared/data --encoder ENCODER --run RUN

The folder RUN gets a log (log.jsonl), a checkpoint every few minutes, and the averaged weights (model.pt) at each
evaluation on the development part.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections import defaultdict
from pathlib import Path

import torch
from held_back import DEVELOPMENT
from measures import measured
from mixture import Mixture
from trimmed_encoder import base_network

from mtqc.estimation.batching import batches
from mtqc.estimation.learning.examples import Example, batch_of, with_worse
from mtqc.estimation.learning.losses import loss_of
from mtqc.estimation.learning.network import LearningNetwork
from mtqc.estimation.learning.precision import Masters, prepare
from mtqc.estimation.tokenising import PairTokenizer


def main() -> None:
    """Trains until the planned number of examples has been seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--recipe", type=Path, default=Path(__file__).with_name("recipe.toml"))
    parser.add_argument("--start", type=Path, help="weights to go on from: the model.pt of an earlier stage")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    arguments.run.mkdir(parents=True, exist_ok=True)
    recipe = tomllib.loads(arguments.recipe.read_text(encoding="utf-8"))
    (arguments.run / "recipe.toml").write_text(arguments.recipe.read_text(encoding="utf-8"), encoding="utf-8")
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(recipe["seed"])
    tokenizer = PairTokenizer(arguments.encoder / "tokenizer.json")
    mixture = Mixture(arguments.data, tokenizer, recipe["shares"], recipe["permissive"])
    model = base_network(arguments.encoder, recipe["trained_layers"], recipe["dropout"]).to(arguments.device)
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=True))
    Training(model, mixture, recipe, arguments.run, arguments.device).run()


class Training:
    """One run: a model, what it learns from, and how far it is."""

    def __init__(self, model: LearningNetwork, mixture: Mixture, recipe: dict, folder: Path, device: str) -> None:
        self.model, self.mixture, self.recipe, self.folder, self.device = model, mixture, recipe, folder, device
        prepare(model)
        self.masters = Masters(model)
        self.optimiser = torch.optim.AdamW(
            self.masters.by_rate(
                len(model.encoder.encoder.layer), recipe["head_rate"], recipe["encoder_rate"], recipe["layer_decay"]
            ),
            weight_decay=0.01,
            fused=True,
        )
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {name: value.clone() for name, value in self.masters.parameters()}
        self.chunk = self.seen = self.steps = 0
        self._resume()

    def run(self) -> None:
        """Learns chunk by chunk; evaluates, and keeps the state, after each few chunks."""
        recipe = self.recipe
        while self.seen < recipe["examples"]:
            started = time.time()
            examples = self.mixture.chunk(self.chunk, recipe["chunk"], recipe["seed"])
            sums: dict[str, float] = defaultdict(float)
            groups = batches([len(example) for example in examples], recipe["batch_tokens"])
            random.Random(f"{recipe['seed']}/{self.chunk}").shuffle(groups)
            self.model.train()
            for group in groups:
                for name, part in self._step([examples[place] for place in group]).items():
                    sums[name] += part / len(groups)
            self.chunk += 1
            self._log(
                chunk=self.chunk, seen=self.seen, seconds=round(time.time() - started),
                losses={name: round(value, 4) for name, value in sums.items()},
            )  # fmt: skip
            self._keep()
            if self.chunk % recipe["evaluate_every"] == 0 or self.seen >= recipe["examples"]:
                self.evaluate(None if self.seen >= recipe["examples"] else recipe["evaluated"])

    def _step(self, examples: list[Example]) -> dict[str, float]:
        flat, links = with_worse(examples)
        batch = batch_of(flat, self.device)
        share = self.seen / self.recipe["examples"]
        warm = min(1.0, (self.seen + 1) / self.recipe["warm_up"])
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * warm * max(0.02, 1 - share)
        with torch.autocast(self.device, dtype=torch.bfloat16):
            judged = self.model(batch.ids, batch.mask, batch.side)
        loss = loss_of(judged, batch, links)
        loss.total.backward()
        self.masters.take_gradients()
        torch.nn.utils.clip_grad_norm_([value for _, value in self.masters.parameters()], 1.0)
        self.optimiser.step()
        self.masters.give_weights()
        self.seen += len(flat)
        self.steps += 1
        decay = min(self.recipe["averaging"], self.steps / (self.steps + 20))
        with torch.no_grad():
            for name, value in self.masters.parameters():
                self.average[name].lerp_(value, 1 - decay)
        return loss.parts

    def averaged(self) -> dict[str, torch.Tensor]:
        """The model's weights, those that learn as their moving average."""
        return {name: self.average.get(name, value.float()) for name, value in self.model.state_dict().items()}

    def evaluate(self, most: int | None) -> None:
        """Measures the averaged weights on the development part, and keeps them."""
        self.masters.give_weights(self.average)
        development = self.mixture.parts[DEVELOPMENT]
        figures = measured(self.model, self.mixture.tokenizer, development, most, self.device)
        torch.save(self.averaged(), self.folder / "model.pt")
        self.masters.give_weights()
        self._log(seen=self.seen, development=figures)

    def _log(self, **entry: object) -> None:
        line = json.dumps({"time": time.strftime("%H:%M:%S"), **entry})
        print(line, flush=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def _keep(self) -> None:
        state = {
            "weights": self.masters.exact, "optimiser": self.optimiser.state_dict(), "average": self.average,
            "progress": [self.chunk, self.seen, self.steps],
        }  # fmt: skip
        part = self.folder / "checkpoint.pt.part"
        torch.save(state, part)
        part.replace(self.folder / "checkpoint.pt")

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True, map_location=self.device)
        with torch.no_grad():
            for name, value in self.masters.parameters():
                value.copy_(state["weights"][name])
        self.masters.give_weights()
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = state["average"]
        self.chunk, self.seen, self.steps = state["progress"]


if __name__ == "__main__":
    main()
