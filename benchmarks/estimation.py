"""How well the quality estimate agrees with people, and what it costs.

    python benchmarks/estimation.py                       the development parts
    python benchmarks/estimation.py --part test           the parts that nothing was learnt from or chosen by
    python benchmarks/estimation.py --only speed          what it costs, without any data

The data lie outside the repository (--data, $MTQC_SHARED_DATA or ../shared/data). Thresholds are those of the model, or
chosen on the development part. ``--model`` takes another folder than the one that ships.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "training" / "estimation"))

from correlations import area_under_curve, matthews, pearson, ranks, spearman
from detokenising import detokenised
from held_back import DEVELOPMENT, TEST, by_hash, divided
from judgements import Judgement, good_translations, judgements
from planting import PLANTERS, Planted
from sentences import draw, languages

from mtqc.estimation.estimate import Unestimated
from mtqc.estimation.estimator import Pair
from mtqc.estimation.quality_estimator import QualityEstimate, QualityEstimator, shipped_model
from mtqc.estimation.span_agreement import agreement

DIRECT_PAIRS = ("en-de", "en-zh", "et-en", "ne-en", "ro-en", "ru-en", "si-en")
WORD_PAIRS = ("en-de", "et-en", "ro-en")
FLIPS = ("negation", "number", "name", "omission", "untranslated")
_FLIPS_EACH = 300
_SEVERITIES = {"minor": 1, "major": 2, "critical": 3}
_RESAMPLED = 1000
_POINTS = ("wmt2020-mqm-avg", "wmt2021-mqm-avg", "google-ted21", "bio-mqm")
_NEVER_LEARNT = (
    ("wmtqe23", "en-hi"),
    ("wmtqe23", "en-ta"),
    ("wmtqe22", "en-mr"),
    ("wmtqe23", "en-gu"),
    ("wmtqe23", "en-te"),
)
_UNLEARNT_EACH, _FEWEST_ROWS = 1500, 40


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = os.environ.get("MTQC_SHARED_DATA", str(Path(__file__).parents[2] / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--model", type=Path, default=shipped_model())
    parser.add_argument("--part", choices=(DEVELOPMENT, TEST), default=DEVELOPMENT)
    parser.add_argument("--only", nargs="*", choices=tuple(_TABLES), default=list(_TABLES))
    arguments = parser.parse_args()
    print(f"model {QualityEstimator(arguments.model).signature}, part: {arguments.part}")
    data = Data(arguments.data, arguments.part, QualityEstimator(arguments.model)) if arguments.data.is_dir() else None
    for name in arguments.only:
        if name == "speed":
            speed(arguments.model)
        elif data is not None:
            print(f"\n## {name}", flush=True)
            _TABLES[name](data)
        else:
            print(f"{name}: no data")


class Data:
    """The judgements of one part, and the model that is measured."""

    def __init__(self, folder: Path, part: str, model: QualityEstimator) -> None:
        self.folder, self.part, self.model = folder, part, model
        self.parts = divided(judgements(folder))

    def rows(self, corpus: str, pair: str, part: str | None = None) -> list[Judgement]:
        """What people said of a corpus in one pair of languages."""
        found = self.parts[part or self.part]
        return [one for one in found if one.corpus == corpus and one.pair == pair]

    def estimates(self, rows: Sequence[Judgement]) -> list[QualityEstimate]:
        """The estimates of all rows.

        Raises:
            SystemExit: one of them cannot be judged.
        """
        source, target = rows[0].pair.split("-")
        found = list(self.model.estimate([Pair(one.source, one.translation) for one in rows], source, target))
        judged = [one for one in found if isinstance(one, QualityEstimate)]
        if len(judged) < len(found):
            reasons = {one.reason for one in found if isinstance(one, Unestimated)}
            print(f"({len(found) - len(judged)} of {len(found)} not judged: {reasons}; they count as the mean)")
        mean = float(np.mean([one.score for one in judged]))
        return [one if isinstance(one, QualityEstimate) else _of(mean, judged[0]) for one in found]


def _of(score: float, like: QualityEstimate) -> QualityEstimate:
    return QualityEstimate(score, like.standard_error, like.status, (), (), like.raw)


def direct_assessments(data: Data) -> None:
    """Pearson and Spearman with the z-mean of direct assessments, with 95 % intervals."""
    print("| pair | n | Pearson | 95 % | Spearman | Spearman of −length |\n|---|---|---|---|---|---|")
    means = []
    for pair in DIRECT_PAIRS:
        rows = data.rows("mlqe-pe", pair)
        scores = np.array([one.score for one in data.estimates(rows)])
        people = np.array([one.direct_assessment for one in rows], float)
        length = -np.array([len(one.source) for one in rows], float)
        low, high = _interval(scores, people)
        means.append(pearson(scores, people))
        print(
            f"| {pair} | {len(rows)} | {means[-1]:.3f} | {low:.3f} to {high:.3f} | {spearman(scores, people):.3f} "
            f"| {spearman(length, people):.3f} |",
            flush=True,
        )
    print(f"| mean | | {np.mean(means):.3f} | | | |")


def pairs(data: Data) -> None:
    """Spearman with MQM points for all other pairs of languages, and with direct assessments of pairs never learnt."""
    print("| corpus | pair | status | n | Spearman | 95 % |\n|---|---|---|---|---|---|")
    keys = sorted({(one.corpus, one.pair) for one in data.parts[data.part] if one.corpus in _POINTS})
    for corpus, pair in (*keys, *_NEVER_LEARNT):
        by_points = corpus in _POINTS
        parts = (None,) if by_points else tuple(data.parts)
        rows = [one for part in parts for one in data.rows(corpus, pair, part)][:_UNLEARNT_EACH]
        rows = [one for one in rows if (one.penalty if by_points else one.direct_assessment) is not None]
        if len(rows) < _FEWEST_ROWS:
            continue
        estimates = data.estimates(rows)
        scores = ranks(np.array([one.score for one in estimates]))
        people = ranks(np.array([-(one.penalty or 0) if by_points else one.direct_assessment for one in rows], float))
        low, high = _interval(scores, people)
        print(
            f"| {corpus} | {pair} | {estimates[0].status.value} | {len(rows)} | {pearson(scores, people):.3f} "
            f"| {low:.3f} to {high:.3f} |",
            flush=True,
        )


def words(data: Data) -> None:
    """Matthews correlation of wrong words; the threshold is chosen on the development part."""
    print("| pair | words | wrong | MCC | threshold |\n|---|---|---|---|---|")
    for pair in WORD_PAIRS:
        known, corrected = _words(data, pair, DEVELOPMENT)
        chosen = max(
            (float(np.nan_to_num(matthews(known > limit, corrected))), limit) for limit in np.arange(0.1, 0.9, 0.05)
        )[1]
        chances, wrong = _words(data, pair, data.part)
        print(
            f"| {pair} | {len(wrong)} | {wrong.mean():.2f} | {matthews(chances > chosen, wrong):.3f} | {chosen:.2f} |",
            flush=True,
        )


def _words(data: Data, pair: str, part: str) -> tuple[np.ndarray, np.ndarray]:
    """The highest probability of each word's tokens of being wrong, and whether people corrected the word."""
    key = (pair, part)
    if key not in _word_cache:
        rows = [one for one in data.rows("mlqe-pe", pair, part) if one.bad is not None]
        chances, wrong = [], []
        for row, one in zip(rows, data.estimates(rows), strict=True):
            for start, end in row.words or ():
                inside = [token.bad for token in one.raw.translation if token.start < end and start < token.end]
                chances.append(max(inside, default=0.0))
                wrong.append((start, end) in set(row.bad or ()))
        _word_cache[key] = np.array(chances), np.array(wrong)
    return _word_cache[key]


_word_cache: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]] = {}


def spans(data: Data) -> None:
    """F1 of marked characters, half the credit for another severity, beside that of marking everything."""
    print("| corpus | pair | n | F1 | precision | recall | all minor: F1 |\n|---|---|---|---|---|---|---|")
    for corpus, pair in (
        ("google-ted21", "en-de"),
        ("wmt2021-mqm-marked", "en-de"),
        ("google-ted21", "zh-en"),
        ("bio-mqm", "en-de"),
        ("bio-mqm", "es-en"),
    ):
        rows = data.rows(corpus, pair)
        marked, everything = [], []
        for row, one in zip(rows, data.estimates(rows), strict=True):
            length, people = len(row.translation), row.severities or ()
            ours = [(error.span.start, error.span.end, _SEVERITIES[error.severity.value]) for error in one.errors]
            marked.append((length, ours, people))
            everything.append((length, [(0, length, 1)], people))
        f1, precision, recall = agreement(marked)
        print(
            f"| {corpus} | {pair} | {len(rows)} | {f1:.3f} | {precision:.3f} | {recall:.3f} "
            f"| {agreement(everything)[0]:.3f} |",
            flush=True,
        )


def within_source(data: Data) -> None:
    """The share of pairs of systems on one source that are in the order of people, ties of people left out."""
    print("| year | pair | pairs | right | −length | chrF with a reference: pairs | chrF | model on the same |")
    print("|---|---|---|---|---|---|---|---|")
    for corpus, pair in (("wmt2020-mqm-avg", "en-de"), ("wmt2021-mqm-avg", "en-de"), ("wmt2020-mqm-avg", "zh-en")):
        rows = data.rows(corpus, pair)
        if not rows:
            continue
        scores = [one.score for one in data.estimates(rows)]
        lengths = [-float(len(one.translation)) for one in rows]
        right, count = _ordered(rows, scores)
        references = _references(rows)
        place = [
            index for index, one in enumerate(rows)
            if one.source in references and not _by_people(one) and one.translation != references[one.source]
        ]  # fmt: skip
        kept = [rows[index] for index in place]
        chrf = _chrf([one.translation for one in kept], [references[one.source] for one in kept])
        by_chrf, compared = _ordered(kept, chrf)
        by_model, _ = _ordered(kept, [scores[index] for index in place])
        print(
            f"| {corpus[3:7]} | {pair} | {count} | {right:.3f} | {_ordered(rows, lengths)[0]:.3f} | {compared} "
            f"| {by_chrf:.3f} | {by_model:.3f} |",
            flush=True,
        )


def _by_people(one: Judgement) -> bool:
    return one.system.lower().startswith(("human", "ref"))


def _references(rows: Sequence[Judgement]) -> dict[str, str]:
    """One human translation of each source, the first by name."""
    found: dict[str, tuple[str, str]] = {}
    for one in rows:
        if _by_people(one) and (one.source not in found or one.system < found[one.source][0]):
            found[one.source] = one.system, one.translation
    return {source: text for source, (_, text) in found.items()}


def _chrf(hypotheses: Sequence[str], references: Sequence[str]) -> list[float]:
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    return [metric.sentence_score(one, [other]).score for one, other in zip(hypotheses, references, strict=True)]


def _ordered(rows: Sequence[Judgement], scores: Sequence[float]) -> tuple[float, int]:
    """The share of pairs within one source in the order of people, ties of the scores half right; and their number."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(rows):
        groups[one.source].append(place)
    right, count = 0.0, 0
    for places in groups.values():
        for index, first in enumerate(places):
            for second in places[index + 1 :]:
                difference = (rows[second].penalty or 0) - (rows[first].penalty or 0)
                if difference:
                    gap = scores[first] - scores[second]
                    right += 0.5 if gap == 0 else (gap > 0) == (difference > 0)
                    count += 1
    return right / max(1, count), count


def flips(data: Data) -> None:
    """How often a good translation scores higher than the same one with a planted error."""
    print("| error | pairs | good higher | own sentences: pairs | good higher |\n|---|---|---|---|---|")
    written = _written(data)
    for kind in FLIPS:
        planted = list(_planted(data, kind))
        own = written.get(kind, [])
        print(
            f"| {kind} | {len(planted)} | {_higher(data, planted):.3f} | {len(own)} "
            f"| {_higher(data, own) if own else float('nan'):.3f} |",
            flush=True,
        )


def _planted(data: Data, kind: str) -> Iterator[tuple[str, Pair, Pair]]:
    """Errors of a kind in good translations of held-back sources, in turn over the languages."""
    chance = random.Random(kind)
    planter = next(planter for planter, _ in PLANTERS if planter.__name__ == kind)
    held = {one.source for one in data.parts[data.part]}
    good = [
        (pair, detokenised(source), detokenised(text))
        for corpus, pair, _, source, text in good_translations(data.folder)
        if (source in held or by_hash(source) == data.part) and corpus != "mlqe-pe"
    ]
    chance.shuffle(good)
    names = [word for _, _, text in good[:200] for word in text.split()[1:] if word[:1].isupper() and len(word) > 3]
    found = 0
    for pair, source, text in good:
        language = pair.split("-")[1]
        more = (names,) if kind == "name" else ()
        planted: Planted | None = planter(source, text, language, chance, *more)  # type: ignore[call-arg]  # of names alone
        if planted is not None and planted.translation != text and planted.translation.strip():
            yield pair, Pair(source, text), Pair(source, planted.translation)
            found += 1
            if found == _FLIPS_EACH:
                return


def _written(data: Data) -> dict[str, list[tuple[str, Pair, Pair]]]:
    """Pairs of our own sentences that are held back, by kind of error."""
    chance, texts = random.Random(1), languages()
    found: dict[str, list[tuple[str, Pair, Pair]]] = defaultdict(list)
    for _ in range(20_000):
        drawn = draw(texts, DEVELOPMENT, chance)
        if drawn is not None:
            right, wrong = drawn
            kind = wrong.corpus.split(":")[1]
            if kind in FLIPS and len(found[kind]) < _FLIPS_EACH:
                found[kind].append(
                    (right.pair, Pair(right.source, right.translation), Pair(wrong.source, wrong.translation))
                )
    return found


def _higher(data: Data, planted: Sequence[tuple[str, Pair, Pair]]) -> float:
    right = []
    by_pair: dict[str, list[tuple[Pair, Pair]]] = defaultdict(list)
    for pair, good, bad in planted:
        by_pair[pair].append((good, bad))
    for pair, rows in by_pair.items():
        source, target = pair.split("-")
        found = list(data.model.estimate([one for row in rows for one in row], source, target))
        for good, bad in zip(found[::2], found[1::2], strict=True):
            if isinstance(good, QualityEstimate) and isinstance(bad, QualityEstimate):
                right.append(good.score > bad.score)
    return float(np.mean(right))


def critical(data: Data) -> None:
    """The area under the curve of critical errors: by the head for them, and by the score."""
    print("| pair | n | critical | AUC | by the score |\n|---|---|---|---|---|")
    for pair in ("en-de", "en-cs", "en-ja", "en-zh"):
        rows = data.rows("mlqe-ced21", pair)
        if not rows:
            continue
        estimates = data.estimates(rows)
        positive = np.array([(one.critical or 0) > 0.5 for one in rows])
        head = area_under_curve(np.array([one.raw.scores.critical for one in estimates]), positive)
        score = area_under_curve(-np.array([one.score for one in estimates]), positive)
        print(f"| {pair} | {len(rows)} | {positive.mean():.2f} | {head:.3f} | {score:.3f} |", flush=True)


def speed(model: Path) -> None:
    """Pairs a second, time to load, memory and size, in a fresh process."""
    subprocess.run([sys.executable, __file__, "--model", str(model), "--only"], check=True, env=_ALONE | os.environ)


_ALONE = {"MTQC_BENCHMARK_SPEED": "1"}


def _speed(model: Path) -> None:
    sentence = (
        "The committee will publish its report on the new harbour in January at the earliest, {} people said, and "
    )
    translation = (
        "Der Ausschuss wird seinen Bericht über den neuen Hafen frühestens im Januar vorlegen, sagten {} Leute, und "
    )
    tail = ("the mayor thanked all of them.", "die Bürgermeisterin dankte ihnen allen.")
    pairs = [Pair(sentence.format(n) + tail[0], translation.format(n) + tail[1]) for n in range(1500)]
    before, wall = process_time(), perf_counter()
    estimator = QualityEstimator(model)
    list(estimator.estimate(pairs[:1], "en", "de"))
    print(f"load and first pair: {perf_counter() - wall:.2f} s ({process_time() - before:.2f} s CPU)")
    before, wall = process_time(), perf_counter()
    for _ in estimator.estimate(pairs, "en", "de"):
        pass
    cpu, taken = process_time() - before, perf_counter() - wall
    print(f"{len(pairs) / taken:.0f} pairs of 25 words a second, {len(pairs) / cpu:.0f} a CPU-second")
    print(f"memory: {_peak():.0f} MB")
    print(f"files: {sum(path.stat().st_size for path in model.iterdir()) / 1e6:.1f} MB")


def _peak() -> float:
    """The most memory that this process held, in MB; getrusage would give that of its parent, if that held more."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _interval(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    chance = np.random.default_rng(0)
    found = []
    for _ in range(_RESAMPLED):
        places = chance.integers(0, len(first), len(first))
        with np.errstate(invalid="ignore"):
            found.append(pearson(first[places], second[places]))
    # A draw may hold one value alone, which correlates with nothing.
    low, high = np.nanquantile(found, (0.025, 0.975))
    return float(low), float(high)


_TABLES: dict[str, Callable[[Data], None]] = {
    "direct": direct_assessments,
    "pairs": pairs,
    "words": words,
    "spans": spans,
    "within": within_source,
    "flips": flips,
    "critical": critical,
    "speed": lambda data: None,
}


if __name__ == "__main__":
    if os.environ.get("MTQC_BENCHMARK_SPEED"):
        _speed(Path(sys.argv[sys.argv.index("--model") + 1]))
    else:
        main()
