"""Runs bert-score, sentence-transformers, pear-mt and MetricX's recipe on models, in the environment that has them.

``python learned_original.py JOBS OUTPUT``. Knows nothing of mtqc. ``JOBS`` is a JSON list of objects with ``package``,
``model``, the texts, and options.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

NAMES = ("bert-score", "sentence-transformers", "pear-mt", "torch", "transformers")


def bert_score(job: Mapping[str, Any]) -> list[float]:
    """The F of each pair; in batches of one, since padding counts as a match of similarity 0 there."""
    from bert_score import BERTScorer

    scorer = BERTScorer(
        model_type=job["model"],
        num_layers=job["layer"],
        idf=job["idf"],
        idf_sents=job["references"],
        batch_size=1,
        device="cpu",
        nthreads=0,
        lang="en",
        rescale_with_baseline=job["baseline"] is not None,
        baseline_path=job["baseline"],
    )
    _, _, found = scorer.score(job["hypotheses"], job["references"], batch_size=1)
    return [float(value) for value in found]


def sentence_transformers(job: Mapping[str, Any]) -> list[float]:
    """The cosine of each pair."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(job["model"], device="cpu")
    first, second = (
        model.encode(job[side], normalize_embeddings=True, show_progress_bar=False)
        for side in ("hypotheses", "sources")
    )
    return [float(one @ other) for one, other in zip(first, second, strict=True)]


def pear_mt(job: Mapping[str, Any]) -> list[float]:
    """The mean of both orders of each pair, or the first order alone."""
    import pear

    metric = pear.load_metric(Path(job["model"]) / "checkpoints" / "model.ckpt")
    found = pear.score_reference_anchored(
        metric,
        job["sources"],
        job["hypotheses"],
        job["references"],
        mode="both",
        batch_size=4,
        gpus=0,
        progress_bar=False,
    )
    if job["order"] == "first":
        return list(found["forward"])
    return [(one - other) / 2 for one, other in zip(found["forward"], found["reverse"], strict=True)]


def metricx(job: Mapping[str, Any]) -> list[float]:
    """The prediction for each segment by transformers' own mT5 with its whole output layer, one at a time.

    There is no package of MetricX, so this is its recipe anew. transformers 5 would tie the layer to the embedding.
    """
    import torch
    from transformers import AutoTokenizer, MT5ForConditionalGeneration

    model = MT5ForConditionalGeneration.from_pretrained(job["model"]).eval()
    tokenizer = AutoTokenizer.from_pretrained(job["model"])
    found = []
    for row in zip(job["sources"], job["hypotheses"], job["references"], strict=True):
        text = job["template"].format(source=row[0], hypothesis=row[1], reference=row[2])
        ids = tokenizer(text, max_length=job["longest"], truncation=True, return_tensors="pt").input_ids[:, :-1]
        with torch.no_grad():
            logits = model(input_ids=ids, decoder_input_ids=torch.zeros((1, 1), dtype=torch.long)).logits
        found.append(float(logits[0, 0, 250089].clamp(0, 25)))
    return found


RUNNERS: Mapping[str, Callable[[Mapping[str, Any]], list[float]]] = {
    "bert-score": bert_score,
    "sentence-transformers": sentence_transformers,
    "pear-mt": pear_mt,
    "metricx": metricx,
}


def main() -> None:
    """Writes the scores of each job, and the versions that made them."""
    jobs, output = sys.argv[1:]
    answers = [RUNNERS[job["package"]](job) for job in json.loads(Path(jobs).read_text(encoding="utf-8"))]
    versions = {name: version(name) for name in NAMES}
    Path(output).write_text(json.dumps({"versions": versions, "answers": answers}), encoding="utf-8")


if __name__ == "__main__":
    main()
