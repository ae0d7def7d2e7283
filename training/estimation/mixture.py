"""What the model sees, and how often: judgements of each corpus, pairs of better and worse, planted errors."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from pathlib import Path

from detokenising import detokenised
from held_back import TRAIN, by_hash, divided
from judgements import PERMISSIVE, Contrast, Judgement, contrasts, good_translations, judgements, source_key
from planting import MAJOR, Planted, plant
from sentences import POINTS, draw, languages

from mtqc.estimation.learning.examples import Example, LabelledPair, examples
from mtqc.estimation.tokenising import PairTokenizer

NAN = math.nan
LARGEST_PENALTY = 25.0
_CLOSE = 1.0
"""MQM points by which two translations of a source must differ to be ranked."""


def targets(judged: Judgement) -> tuple[float, float, float, float]:
    """What the sentence head learns; higher is better but for the last.

    These are z of direct assessment, less the logarithm of the penalty, less twice HTER, and the share of people who
    saw a critical error.
    """
    return (
        NAN if judged.direct_assessment is None else min(2.0, max(-3.0, judged.direct_assessment)),
        NAN if judged.penalty is None else -math.log1p(min(judged.penalty, LARGEST_PENALTY)),
        NAN if judged.edit_rate is None else -2 * min(1.0, judged.edit_rate),
        NAN if judged.critical is None else judged.critical,
    )


def labelled(judged: Judgement) -> LabelledPair:
    """A judgement as the network learns it."""
    return LabelledPair(
        judged.source,
        judged.translation,
        targets(judged),
        judged.severities,
        judged.bad,
        judged.source_bad,
        judged.gaps,
    )


class Mixture:
    """Draws what to learn from next. The same seed and number give the same chunk."""

    def __init__(self, data: Path, tokenizer: PairTokenizer, shares: dict[str, float], permissive: bool = True) -> None:
        self.tokenizer = tokenizer
        self.shares = shares
        parts = divided(judgements(data))
        held = {source_key(judged.source) for part in parts if part != TRAIN for judged in parts[part]}
        self.parts = parts
        usable = [one for one in parts[TRAIN] if one.licence in PERMISSIVE or not permissive]
        self.by_corpus: dict[str, list[Judgement]] = defaultdict(list)
        for one in usable:
            if len(one.translation) >= 2 and len(one.source) >= 2:
                self.by_corpus[one.corpus].append(one)
        self.contrasts: list[Contrast] = [
            one
            for one in contrasts(data)
            if (one.licence in PERMISSIVE or not permissive)
            and one.part == "train"
            and source_key(one.source) not in held
        ]
        self.good: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for _, pair, licence, source, translation in good_translations(data):
            if (
                (licence in PERMISSIVE or not permissive)
                and source_key(source) not in held
                and by_hash(source) == TRAIN
            ):
                self.good[pair.split("-")[1]].append((pair, detokenised(source), detokenised(translation)))
        self.ranked = _ranked(self.by_corpus)
        self.written = languages()

    def chunk(self, number: int, size: int, seed: int) -> list[Example]:
        """So many examples, those that are ranked with their worse partners beside."""
        chance = random.Random(f"{seed}/{number}")
        judged: list[Judgement] = []
        links: list[tuple[int, int]] = []
        total = sum(self.shares.values())
        for name, share in self.shares.items():
            count = round(size * share / total)
            if name == "planted":
                self._add_planted(judged, links, count // 2, chance)
            elif name == "written":
                drawn = [draw(self.written, TRAIN, chance) for _ in range(count // 2)]
                for pair in filter(None, drawn):
                    links.append((len(judged), len(judged) + 1))
                    judged += pair
            elif name == "contrast":
                for one in chance.sample(self.contrasts, min(count // 2, len(self.contrasts))):
                    links.append((len(judged), len(judged) + 1))
                    source = detokenised(one.source)
                    judged += [
                        Judgement(one.corpus, one.pair, TRAIN, one.licence, source, detokenised(text))
                        for text in (one.good, one.bad)
                    ]
            elif name == "ranked":
                for first, second in chance.choices(self.ranked, k=count // 2):
                    links.append((len(judged), len(judged) + 1))
                    judged += [first, second]
            else:
                judged += chance.choices(self.by_corpus[name], k=count)
        found = examples([labelled(one) for one in judged], self.tokenizer)
        for better, worse in links:
            found[better].worse = found[worse]
        worse_places = {worse for _, worse in links}
        return [example for place, example in enumerate(found) if place not in worse_places]

    def _add_planted(
        self, judged: list[Judgement], links: list[tuple[int, int]], count: int, chance: random.Random
    ) -> None:
        languages = list(self.good)
        weights = [math.sqrt(len(self.good[language])) for language in languages]
        added = 0
        while added < count:
            language = chance.choices(languages, weights)[0]
            pair, source, good = chance.choice(self.good[language])
            neighbour = chance.choice(self.good[language])[2]
            planted = plant(source, good, language, chance, neighbour, _names(neighbour))
            added += 1
            if planted is None:
                continue
            links.append((len(judged), len(judged) + 1))
            kind = "planted:" + planted.kind
            judged.append(Judgement(kind, pair, TRAIN, "", source, good, penalty=0.0))
            bad = tuple((start, end) for start, end, severity in planted.severities if severity >= MAJOR)
            judged.append(
                Judgement(
                    kind, pair, TRAIN, "", source, planted.translation, penalty=_points(planted),
                    severities=planted.severities or None, bad=bad or None, gaps=planted.gaps or None,
                )
            )  # fmt: skip


def _points(planted: Planted) -> float:
    """MQM points of what was planted; what is missing counts as a major error."""
    return sum(POINTS[severity] for _, _, severity in planted.severities) + POINTS[MAJOR] * len(planted.gaps)


def _names(text: str) -> list[str]:
    return [word.strip(".,;:!?") for word in text.split()[1:] if word[:1].isupper() and len(word) > 3]


def _ranked(by_corpus: dict[str, list[Judgement]]) -> list[tuple[Judgement, Judgement]]:
    """Pairs of translations of one source that people told apart clearly, the better one first."""
    by_source: dict[tuple[str, str, str], list[Judgement]] = defaultdict(list)
    for corpus, judged in by_corpus.items():
        if "mqm-avg" in corpus:
            for one in judged:
                by_source[corpus, one.pair, one.source].append(one)
    chance = random.Random(0)
    found = []
    for group in by_source.values():
        pairs = [
            (first, second)
            for first in group
            for second in group
            if second.penalty - first.penalty >= _CLOSE and first.translation != second.translation
        ]
        found += chance.sample(pairs, min(len(pairs), 12))
    return found
