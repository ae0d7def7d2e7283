"""Agreement with sacreBLEU: the score of the whole, of every segment, and the signature, compared digit by digit.

Sets, options and sacreBLEU itself come from this machine: the data folder, or your own files with ``--hypotheses`` and
``--references``. Each line of the table is one metric with one choice of options on one set.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from test_sets import Texts, data_folder, text_sets

from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.test_set import System, TestSet

# As mtqc is asked, sacreBLEU's class, and its options; sentence-level BLEU has effective order, as its command has.
CASES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("bleu", "BLEU", {}),
    ("bleu:lowercase=true,tokenize=intl", "BLEU", {"lowercase": True, "tokenize": "intl"}),
    ("bleu:tokenize=char", "BLEU", {"tokenize": "char"}),
    ("bleu:tokenize=none,effective_order=true", "BLEU", {"tokenize": "none", "effective_order": True}),
    ("bleu:tokenize=zh,max_ngram_order=2", "BLEU", {"tokenize": "zh", "max_ngram_order": 2}),
    ("bleu:smooth_method=floor", "BLEU", {"smooth_method": "floor"}),
    ("bleu:smooth_method=floor,smooth_value=0.01", "BLEU", {"smooth_method": "floor", "smooth_value": 0.01}),
    ("bleu:smooth_method=add-k", "BLEU", {"smooth_method": "add-k"}),
    ("bleu:smooth_method=none,max_ngram_order=6", "BLEU", {"smooth_method": "none", "max_ngram_order": 6}),
    ("spbleu", "BLEU", {"tokenize": "flores200"}),
    ("chrf", "CHRF", {}),
    ("chrf:lowercase=true,whitespace=true", "CHRF", {"lowercase": True, "whitespace": True}),
    ("chrf:eps_smoothing=true,beta=3", "CHRF", {"eps_smoothing": True, "beta": 3}),
    ("chrf:char_order=4,word_order=1", "CHRF", {"char_order": 4, "word_order": 1}),
    ("chrf++", "CHRF", {"word_order": 2}),
    ("ter", "TER", {}),
    ("ter:normalized=true,case_sensitive=true", "TER", {"normalized": True, "case_sensitive": True}),
    (
        "ter:normalized=true,no_punct=true,asian_support=true",
        "TER",
        {"normalized": True, "no_punct": True, "asian_support": True},
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many systems and segments were compared in one case, and what differs."""

    systems: int
    segments: int
    different: tuple[str, ...]


def main() -> int:
    """Prints the table; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--hypotheses", type=Path, nargs="+", help="your own files instead of the data folder")
    parser.add_argument("--references", type=Path, nargs="+", default=[])
    parser.add_argument("--segments", type=int, default=1000, help="how many segments of each set; TER takes a tenth")
    parser.add_argument("--metric", default="", help="only metrics whose name begins so")
    parser.add_argument("--stand-in", action="store_true", help="a small model in place of spBLEU's, to do without it")
    arguments = parser.parse_args()
    # sacreBLEU's advice on tokenisers, which is no concern here.
    logging.getLogger("sacrebleu").setLevel(logging.ERROR)
    print("| set | references | metric | systems | segments | different |\n| --- | --- | --- | --- | --- | --- |")
    differing = 0
    sets = list(text_sets(arguments.data, arguments.hypotheses, arguments.references))
    if arguments.stand_in:
        _stand_in_for_flores200(sets)
    for texts in sets:
        for asked, original, options in CASES:
            if not asked.startswith(arguments.metric):
                continue
            count = arguments.segments // 10 if original == "TER" else arguments.segments
            outcome = compared(texts.first(count), asked, original, options)
            if isinstance(outcome, str):
                print(f"| {texts.name} | {len(texts.references)} | {asked} | not run: {outcome} | | |")
                continue
            differing += len(outcome.different)
            shown = "; ".join(outcome.different[:3]) or "nothing"
            columns = f"{texts.name} | {len(texts.references)} | {asked} | {outcome.systems} | {outcome.segments}"
            print(f"| {columns} | {shown} |", flush=True)
    print(f"\n{differing} differences" if differing else "\nEverything is equal: values, segments, signatures.")
    return int(differing > 0)


def _stand_in_for_flores200(sets: list[Texts]) -> None:
    """Lets sacreBLEU find a model trained on the references, which splits text otherwise but is used all the same."""
    from sentencepiece import SentencePieceTrainer

    folder = Path(tempfile.mkdtemp())
    (folder / "models").mkdir()
    SentencePieceTrainer.train(
        sentence_iterator=(text for texts in sets for column in texts.references for text in column if text),
        model_prefix=str(folder / "trained"),
        vocab_size=8000,
        minloglevel=2,
    )
    (folder / "trained.model").rename(folder / "models" / "flores200sacrebleuspm")
    # sacreBLEU reads this when it is first imported.
    os.environ["SACREBLEU"] = str(folder)


def compared(texts: Texts, asked: str, original: str, options: dict[str, object]) -> Outcome | str:
    """What differs between mtqc and sacreBLEU, or why that cannot be said."""
    from sacrebleu.metrics import METRICS

    try:
        ours = metric(asked, Computing(offline=True))
    except Exception as error:
        return str(error)
    test_set = TestSet(texts.size, references=texts.references, target_language=texts.target_language)
    systems = [System(name, hypotheses) for name, hypotheses in texts.systems]
    language = {"trg_lang": texts.target_language} if original == "BLEU" else {}
    theirs = METRICS[original](**options, **language)
    single = METRICS[original](**options | {"effective_order": True}, **language) if original == "BLEU" else theirs
    different = []
    for system, measured in zip(systems, ours.measure(test_set, systems), strict=True):
        value = theirs.corpus_score(system.hypotheses, texts.references).score
        if measured.value != value:
            different.append(f"{system.name}: {measured.value!r}, not {value!r}")
        if measured.signature != (signature := theirs.get_signature().format()):
            different.append(f"{system.name}: signature {measured.signature}, not {signature}")
        for place, (score, expected) in enumerate(
            zip(measured.segments, _single_scores(single, system, texts), strict=True)
        ):
            if score.value != expected:
                different.append(f"{system.name}, segment {place + 1}: {score.value!r}, not {expected!r}")
    return Outcome(len(systems), texts.size * len(systems), tuple(different))


def _single_scores(single: object, system: System, texts: Texts) -> Iterator[float]:
    for hypothesis, *references in zip(system.hypotheses, *texts.references, strict=True):
        # sacreBLEU refuses a None in the first place, though not elsewhere.
        yield single.sentence_score(hypothesis, [text for text in references if text is not None]).score  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
