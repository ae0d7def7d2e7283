"""TransQuest: quality estimation of sentences and of words without a reference (Ranasinghe et al. 2020, 2021)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from mtqc.errors import CheckpointError, UnknownNameError
from mtqc.metrics.base import MetricFacts, Need
from mtqc.metrics.computing import Advance, Computing
from mtqc.metrics.learned.checkpoint import Checkpoint
from mtqc.metrics.learned.segment_metric import Estimate, Estimates, SegmentMetric, Texts, numbers, signature_text
from mtqc.metrics.learned.torch_packages import require_torch
from mtqc.metrics.naming import MetricName
from mtqc.model.document import Segment
from mtqc.model.estimate import ESTIMATED_ERROR
from mtqc.model.finding import Finding, Span
from mtqc.model.mqm import Category, Severity
from mtqc.model.test_set import TestSet

if TYPE_CHECKING:
    from mtqc.metrics.learned.devices import Replicas
    from mtqc.metrics.learned.tokens import Tokenizer
    from mtqc.metrics.transquest_models import Mark, SentenceModel, WordInput, WordModel

_SETTINGS = "model_args.json"
_LONGEST = 128
"""How many tokens TransQuest reads where the model does not say."""
_LABELS = ("OK", "BAD", "SEP")
"""The labels of words where the model does not say."""
_PREDICTIONS = ("da", "hter")


class TransQuest(SegmentMetric):
    """MonoTransQuest's score of a segment, or the share of words and gaps that MicroTransQuest calls bad.

    MonoTransQuest predicts direct assessments (higher is better) or, where the model's name or ``predicts=hter`` says
    so, the share of words that an editor changes (lower is better). MicroTransQuest also marks errors: bad words, and
    gaps where words are missing. It knows no severities, so each counts as minor. ``revision`` is the branch, tag or
    commit of the model's repository.
    """

    summary: ClassVar[str] = "quality estimation by TransQuest, of sentences or of words"

    def __init__(self, facts: MetricFacts, computing: Computing, model: Checkpoint, settings: dict[str, Any]) -> None:
        super().__init__(facts, computing, model, int(settings.get("max_seq_length") or _LONGEST))
        self._labels = tuple(settings.get("labels_list") or _LABELS)
        self._of_words = facts.range == (0.0, 1.0)
        self._marks: dict[Texts, tuple[Mark, ...]] = {}

    @classmethod
    def of(cls, name: MetricName, computing: Computing) -> Self:
        """The metric with the model and options that the name asks for. Loads no weights yet, but finds them.

        Raises:
            SettingsError: an option does not exist or makes no sense, or a model is missing.
            MissingExtraError: packages are missing.
            CheckpointError: the model cannot be found, or is another kind of model.
        """
        options = name.only("predicts", "revision")
        wanted = name.needed_model("TransQuest/monotransquest-da-multilingual")
        predicts = options.get("predicts", "hter" if "hter" in wanted.lower() else "da")
        if predicts not in _PREDICTIONS:
            raise UnknownNameError("prediction", predicts, _PREDICTIONS)
        require_torch("transquest")
        from mtqc.metrics.learned.pretrained import json_of, pretrained

        model = pretrained(wanted, computing, revision=options.get("revision"), more=(_SETTINGS,))
        of_words = _of_words(model)
        facts = MetricFacts(
            name.asked,
            Need.REQUIRED,
            Need.UNUSED,
            higher_is_better=predicts == "da" and not of_words,
            range=(0.0, 1.0) if of_words else (None, None),
        )
        return cls(facts, computing, model, json_of(model, _SETTINGS) if model.has(_SETTINGS) else {})

    def estimates(self, texts: Sequence[Texts], test_set: TestSet, advance: Advance | None) -> Estimates:
        """What the model says of some segments.

        Raises:
            CheckpointError: the weights or the tokenizer cannot be used.
        """
        from mtqc.metrics.learned.tokens import Tokenizer

        tokenizer = Tokenizer(self._checkpoint.folder, self._checkpoint.name)
        self.limit = min(self.limit, tokenizer.longest or self.limit)
        judge = self._words if self._of_words else self._sentences
        return judge(tokenizer, texts, advance)

    def findings(self, segment: Segment, texts: Texts) -> tuple[Finding, ...]:
        """The errors that the model marked in a segment."""
        return tuple(self._finding(mark, segment) for mark in self._marks.get(texts, ()))

    def signature(self, test_set: TestSet) -> str:
        """All that is needed to get the numbers for a test set again."""
        kind = "micro" if self._of_words else "mono"
        return signature_text(f"transquest:{kind}", self._checkpoint, self._computing, longest=self.limit)

    def _sentences(self, tokenizer: Tokenizer, texts: Sequence[Texts], advance: Advance | None) -> Estimates:
        from mtqc.metrics.learned.devices import Replicas
        from mtqc.metrics.learned.even_batches import computed_evenly
        from mtqc.metrics.learned.running import run
        from mtqc.metrics.learned.score_store import ScoreStore
        from mtqc.metrics.transquest_models import cut_pair, sentence_model

        sources = tokenizer.of([one.source or "" for one in texts])
        hypotheses = tokenizer.of([one.hypothesis for one in texts])
        room = self.limit - tokenizer.special_tokens(2)
        pairs = [cut_pair(one.ids, other.ids, room) for one, other in zip(sources, hypotheses, strict=True)]
        too_long = [len(one) + len(other) > room for one, other in zip(sources, hypotheses, strict=True)]
        replicas: Replicas[SentenceModel] = Replicas(
            lambda: sentence_model(self._checkpoint, tokenizer.padding), self._computing.precision
        )
        outcome = run(
            # Of an empty translation the original writes no separators either.
            [tuple(tokenizer.joined(pair if pair[1] else pair[:1])) for pair in pairs],
            cost_of=len,
            score_batch=lambda batch, device: computed_evenly(
                batch, len, device, lambda alike: numbers(replicas.on(device)(alike))
            ),
            computing=self._computing,
            advance=advance,
            store=ScoreStore.of(self._computing, self.signature(TestSet(0))),
        )
        each = (Estimate(value, long) for value, long in zip(outcome.results, too_long, strict=True))
        return Estimates(tuple(each), outcome.notices)

    def _words(self, tokenizer: Tokenizer, texts: Sequence[Texts], advance: Advance | None) -> Estimates:
        from mtqc.metrics.learned.devices import Replicas
        from mtqc.metrics.learned.running import run
        from mtqc.metrics.learned.score_store import ScoreStore
        from mtqc.metrics.transquest_models import marks, word_input, word_model

        if "BAD" not in self._labels:
            raise CheckpointError(self._checkpoint.name, f"expected the label BAD; found {', '.join(self._labels)}")
        bad = self._labels.index("BAD")
        inputs = [word_input(tokenizer, one.source or "", one.hypothesis, self.limit) for one in texts]
        replicas: Replicas[WordModel] = Replicas(
            lambda: word_model(self._checkpoint, tokenizer.padding, bad), self._computing.precision
        )
        outcome = run(
            inputs,
            cost_of=lambda one: len(one.ids),
            score_batch=lambda batch, device: replicas.on(device)(batch),
            computing=self._computing,
            advance=advance,
            store=ScoreStore.of(self._computing, self.signature(TestSet(0))),
            key_of=_key,
        )
        verdicts = [[(bool(wrong), float(likely)) for wrong, likely in found] for found in outcome.results]
        self._marks = {text: marks(text.hypothesis, found) for text, found in zip(texts, verdicts, strict=True)}
        each = (Estimate(_share(found), one.too_long) for found, one in zip(verdicts, inputs, strict=True))
        return Estimates(tuple(each), outcome.notices)

    def _finding(self, mark: Mark, segment: Segment) -> Finding:
        span = Span(mark.start, mark.end)
        marked = span.of(segment.target)
        return Finding(
            rule=ESTIMATED_ERROR,
            category=Category.MISTRANSLATION if marked else Category.OMISSION,
            severity=Severity.MINOR,
            message=f"estimated as wrong: '{marked}'" if marked else "estimated that words are missing here",
            segment=segment,
            target=span,
            confidence=mark.probability,
            evidence={"model": self._checkpoint.name},
        )


def _key(one: WordInput) -> Any:
    return [one.ids, one.places]


def _share(verdicts: Sequence[tuple[bool, float]]) -> float | None:
    """The share of bad words and gaps, None where the source left no room for any."""
    return sum(wrong for wrong, _ in verdicts) / len(verdicts) if verdicts else None


def _of_words(model: Checkpoint) -> bool:
    """Whether the model judges words, by the class that its configuration names.

    Raises:
        CheckpointError: it is of neither kind.
    """
    from mtqc.metrics.learned.pretrained import configuration

    classes = [str(name) for name in configuration(model).get("architectures") or ()]
    for ending, of_words in (("ForTokenClassification", True), ("ForSequenceClassification", False)):
        if any(name.endswith(ending) for name in classes):
            return of_words
    raise CheckpointError(
        model.name, f"expected a classification of sequences or tokens; found {', '.join(classes) or 'no architecture'}"
    )
