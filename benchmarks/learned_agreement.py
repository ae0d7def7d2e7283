"""Agreement with the originals of BERTScore, sentence vectors and PEAR, segment by segment, on tiny random models.

Installs bert-score, sentence-transformers and pear-mt in an environment of their own (``--environment`` keeps it for
the next run), builds models in the released layouts, and has both sides score the same texts: of this file, and with
``--sources``, ``--hypotheses`` and ``--references`` of yours. Weights are random, so a disagreement in any step shows;
what real weights score cannot be seen here. MetricX has no package: transformers' mT5 computes its recipe.

The originals run on transformers 4: on transformers 5 bert-score leaves out the blank that it puts before a text for
RoBERTa, without a word, and its scores change.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.unit.metrics.learned.tiny_metricx import write_metricx  # noqa: E402 - as above
from tests.unit.metrics.learned.tiny_models import (  # noqa: E402 - the builders of the tests, which are no package
    bert_config,
    random_model,
    some_texts,
    write_bert_tokenizer,
    write_model,
    write_roberta,
    write_sentence_transformer,
    write_xlm_roberta_tokenizer,
    xlm_roberta_config,
)
from tests.unit.metrics.learned.tiny_pear import write_pear  # noqa: E402 - as above

from mtqc.metrics.computing import Computing  # noqa: E402 - as above
from mtqc.metrics.finding import metric  # noqa: E402 - as above
from mtqc.model.test_set import System, TestSet  # noqa: E402 - as above

PACKAGES = ("bert-score==0.3.13", "sentence-transformers==5.1.2", "pear-mt==1.1.1", "transformers==4.57.6")
TEMPLATES = {
    (24, False): "source: {source} candidate: {hypothesis} reference: {reference}",
    (24, True): "source: {source} candidate: {hypothesis}",
    (23, False): "candidate: {hypothesis} reference: {reference}",
    (23, True): "candidate: {hypothesis} source: {source}",
}
TOLERANCE = 1e-5
COUNT = 40
LONG = "Heavy rain is expected in the north; temperatures will fall to 4 °C. " * 12


@dataclass(frozen=True)
class Case:
    """One metric on both sides: as mtqc is asked, and as the original is."""

    title: str
    asked: str
    job: Mapping[str, Any]


def main() -> None:
    """Prints a line a case, and ends with status 1 if one disagrees."""
    options = _options()
    texts = _texts(options)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        cases = list(_cases(folder))
        answer = _original(options.environment or folder / "environment", folder, cases, texts)
        print("  ".join(f"{name} {number}" for name, number in answer["versions"].items()))
        print(f"{'case':52} {'segments':>8} {'greatest difference':>20}")
        worst = 0.0
        for case, expected in zip(cases, answer["answers"], strict=True):
            difference = max(abs(one - other) for one, other in zip(_ours(case.asked, texts), expected, strict=True))
            worst = max(worst, difference)
            print(f"{case.title:52} {len(expected):8} {difference:20.1e}")
    sys.exit(1 if worst > TOLERANCE else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--environment", type=Path, help="folder of the originals' environment, made if it is not there"
    )
    for name in ("--sources", "--hypotheses", "--references"):
        parser.add_argument(name, type=Path, help="file with a segment a line, none of them empty")
    return parser.parse_args()


def _texts(options: argparse.Namespace) -> dict[str, list[str]]:
    steps = {"sources": 5, "hypotheses": 1, "references": 7}
    texts = {}
    for name, step in steps.items():
        path: Path | None = getattr(options, name)
        own = [*some_texts(COUNT - 1, step=step), LONG]
        texts[name] = own if path is None else path.read_text(encoding="utf-8").splitlines()
    return texts


def _cases(folder: Path) -> Iterator[Case]:
    yield from _bert_scores(folder)
    for pooling in ("cls", "mean", "max", "mean_sqrt_len_tokens"):
        model = write_sentence_transformer(folder / "bert", folder / f"sentence-{pooling}", pooling)
        job = {"package": "sentence-transformers", "model": str(model)}
        yield Case(f"sentence vectors, {pooling}, dense layer", f"cosine:{model}", job)
    pear = folder / "pear"
    write_pear(pear, {"pretrained_model": str(pear / "tiny-base")})
    for order in ("first", "both"):
        job = {"package": "pear-mt", "model": str(pear), "order": order}
        yield Case(f"PEAR, order {order}", f"pear:{pear},order={order}", job)
    write_metricx(folder / "metricx")
    for (version, without), template in TEMPLATES.items():
        job = {"package": "metricx", "model": str(folder / "metricx"), "template": template}
        job["longest"] = 1024 if version == 23 else 1536
        asked = f"metricx:{folder / 'metricx'},version={version},qe={without}"
        yield Case(f"MetricX-{version}{' without references' if without else ''}", asked, job)


def _bert_scores(folder: Path) -> Iterator[Case]:
    kinds = {"bert": folder / "bert", "xlm-roberta": folder / "xlm-roberta", "roberta": folder / "roberta"}
    write_model(kinds["bert"], random_model(bert_config(write_bert_tokenizer(kinds["bert"], length=64)), spread=0.1))
    size = write_xlm_roberta_tokenizer(kinds["xlm-roberta"], length=64)
    write_model(kinds["xlm-roberta"], random_model(xlm_roberta_config(size), spread=0.1))
    write_roberta(kinds["roberta"])
    baseline = folder / "baseline.tsv"
    baseline.write_text("LAYER,P,R,F\n" + "".join(f"{layer},0.4,0.5,0.6\n" for layer in range(4)), encoding="utf-8")
    for kind, model in kinds.items():
        for layer, idf, rescale in ((2, False, False), (3, True, False), (1, True, True)):
            options = f"layer={layer},idf={idf}" + (f",rescale=true,baseline={baseline}" if rescale else "")
            job = {"package": "bert-score", "model": str(model), "layer": layer, "idf": idf}
            job["baseline"] = str(baseline) if rescale else None
            title = f"BERTScore, {kind}, layer {layer}{', idf' if idf else ''}{', rescaled' if rescale else ''}"
            yield Case(title, f"bertscore:{model},{options}", job)


def _original(environment: Path, folder: Path, cases: Sequence[Case], texts: Mapping[str, Any]) -> dict[str, Any]:
    python = environment / "bin" / "python"
    if not python.exists():
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    jobs, output = folder / "jobs.json", folder / "answers.json"
    jobs.write_text(json.dumps([{**case.job, **texts} for case in cases]), encoding="utf-8")
    subprocess.run([python, Path(__file__).with_name("learned_original.py"), jobs, output], check=True)
    answer: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return answer


def _ours(asked: str, texts: Mapping[str, Sequence[str]]) -> list[float]:
    test_set = TestSet(len(texts["hypotheses"]), tuple(texts["sources"]), (tuple(texts["references"]),))
    system = System("tiny", tuple(texts["hypotheses"]))
    (measurement,) = metric(asked, Computing(devices=("cpu",))).measure(test_set, [system])
    return [segment.value for segment in measurement.segments if segment.value is not None]


if __name__ == "__main__":
    main()
