"""From inputs and settings to a report: reads, guesses languages where nothing names them, checks, judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePath

from mtqc.analysis.words import count_words
from mtqc.baseline import Baseline
from mtqc.checker import IGNORE_FLAG, Checker
from mtqc.checks.context import DocumentContext
from mtqc.checks.interference import InterferenceCheck
from mtqc.checks.options import CheckOptions
from mtqc.corroboration import corroborated
from mtqc.errors import InputError, UnknownNameError
from mtqc.estimating import EstimateSum, Estimating
from mtqc.fingerprint import with_fingerprints
from mtqc.formats.paths import matches
from mtqc.glossary import Glossary
from mtqc.interference.knowledge import Entry, read_knowledge
from mtqc.languages import Language, identify, language
from mtqc.model import CheckFailure, Detection, Document, DocumentReport, Finding, Quality, Report, Segment, Severity
from mtqc.selection import Selection, load_checks, require_known, select_checks
from mtqc.settings import Settings
from mtqc.settings_names import unknown_names
from mtqc.version import __version__

EVIDENT_RULES = ("conventions/punctuation-spacing", "conventions/quotation-style")
"""Rules about more than interference whose findings are evidence of it as well."""
BLOCK_SEGMENTS, BLOCK_CHARACTERS = 50_000, 2_000_000
"""A block has at most so many segments, and ends with the one in which its translations reach so many characters.

One block is held at once, and the words of all its texts. Checks of whole documents see one block: consistency beyond
it is not judged.
"""
_SAMPLE_CHARACTERS = 4_000
_SUREST = 0.99
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The settings of a run made ready: its checks, its glossary, its baseline."""

    settings: Settings
    selection: Selection
    glossary: Glossary | None
    baseline: Baseline
    knowledge: tuple[Entry, ...] = ()
    judges_all: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Pipeline:
        """A pipeline for these settings.

        Raises:
            UnknownNameError: a rule or language that does not exist.
            InputError: the glossary, the baseline or a file of knowledge cannot be read.
        """
        for _, error in unknown_names(settings):
            raise error
        return cls(
            settings,
            select_checks(settings.select, settings.extend_select, settings.ignore),
            Glossary.read(settings.glossary) if settings.glossary else None,
            Baseline.read(settings.baseline) if settings.baseline else Baseline(),
            read_knowledge(settings.knowledge),
        )

    @classmethod
    def of_detection(cls, settings: Settings) -> Pipeline:
        """A pipeline that looks for evidence of another language, and for nothing else; it judges bilingual texts, too.

        Raises:
            UnknownNameError: a rule or language that does not exist.
            InputError: the baseline or a file of knowledge cannot be read.
        """
        rules = tuple(check.rule for check in load_checks()[0] if isinstance(check, InterferenceCheck))
        settings = replace(settings, fail_on="never", fail_under=None)
        pipeline = cls.of(replace(settings, select=rules + EVIDENT_RULES, extend_select=(), glossary=()))
        return replace(pipeline, settings=settings, judges_all=True)

    def run(self, documents: Iterable[Document], advance: Advance | None = None, keep_texts: bool = False) -> Report:
        """The report on these documents.

        ``keep_texts`` keeps all segments for reports that show whole texts; else only those with findings are held.
        Where a check of interference runs, a text without its source is also judged as a whole: whether it was
        translated, by a machine, and from which language.
        """
        reports: list[DocumentReport] = []
        failures: list[CheckFailure] = list(self.selection.failures)
        seen: Counter[str] = Counter()
        passed = True
        estimating = Estimating(self.settings)
        for document in documents:
            report, document_passed, broken = self._check_document(document, seen, advance, keep_texts, estimating)
            reports.append(report)
            passed = passed and document_passed
            failures += broken
        return Report(
            documents=tuple(reports),
            passed=passed,
            signature=self.signature,
            failures=tuple(failures),
            settings=self.settings.changed(),
            fail_on=self._fail_on,
            fail_under=self.settings.fail_under,
        )

    @property
    def signature(self) -> str:
        """Says how to get this report again: version, rules, weights."""
        weights = self.settings.weights
        numbers = "/".join(f"{weights.of(severity):g}" for severity in Severity)
        return f"mtqc:{__version__}|rules:{len(self.selection.reported)}|weights:{numbers}"

    @property
    def _fail_on(self) -> Severity | None:
        fail_on = self.settings.fail_on
        return fail_on if isinstance(fail_on, Severity) else None

    def _check_document(
        self,
        document: Document,
        seen: Counter[str],
        advance: Advance | None,
        keep_texts: bool,
        estimating: Estimating,
    ) -> tuple[DocumentReport, bool, list[CheckFailure]]:
        """The report on one document, whether it passes, and the checks that broke."""
        blocks = _blocks(document)
        first = next(blocks, replace(document, segments=()))
        first, notices = self._with_languages(first)
        source_language, target_language = _facts(first.source_language), _facts(first.target_language)
        judge, unjudged = estimating.judge(first, not _is_full(first), (source_language, target_language), advance)
        context = DocumentContext(
            source_language, target_language, self.glossary, self._options(), document.format, self.knowledge, judge
        )
        estimates = EstimateSum(keeps_scores=keep_texts)
        checker = Checker(
            self.selection,
            context,
            document.path,
            self._ignored_in(document.path),
            self.settings.severities,
        )
        findings: list[Finding] = []
        severities: Counter[Severity] = Counter()
        texts: list[Segment] = []
        segments = words = largest = 0
        passed = True
        detection: Detection | None = None
        for block in chain([first], blocks):
            parts = tuple(block.segments)
            if block is first:
                detection = self._detection(block, context)
            _require_known_ignores(document.path, parts)
            if judge is not None:
                # The slow part, so it is what a progress bar follows.
                estimates.add(parts, context.estimates(block))
            found = corroborated(checker.check(block, advance if judge is None else None), self.settings.severity)
            found = with_fingerprints(document.path, found, seen)
            shown = [finding for finding in self.baseline.mark(found) if finding.severity >= self.settings.severity]
            severities.update(finding.severity for finding in shown)
            passed = passed and not any(map(self._fails, shown))
            findings += shown[: self.settings.max_findings - len(findings)]
            segments += len(parts)
            largest = max(largest, len(parts))
            words += sum(_words(part, source_language, target_language) for part in parts)
            if keep_texts:
                texts += parts
        judged = len(tuple(first.segments))
        if segments > judged:
            notices = (*notices, f"consistency was judged within blocks of {largest:,} segments")
            if detection is not None:
                notices = (*notices, f"the origin was judged by the first {judged:,} segments")
        if left_out := severities.total() - len(findings):
            notices = (*notices, f"{left_out:,} more findings count in the score and are not listed (max-findings)")
        notices = (*notices, *unjudged, *estimates.notices)
        quality = Quality.of(severities.elements(), words, self.settings.weights)
        report = DocumentReport(
            path=document.path,
            format=document.format,
            source_language=first.source_language,
            target_language=first.target_language,
            segments=segments,
            findings=tuple(findings),
            quality=quality,
            notices=notices,
            texts=tuple(texts) if keep_texts else None,
            detection=detection,
            estimate=None if judge is None else estimates.estimate(judge),
        )
        return report, passed and self._is_high_enough(quality), checker.failures

    def _with_languages(self, document: Document) -> tuple[Document, tuple[str, ...]]:
        """The document with its languages: as set, else as the file says, else guessed, which a notice says."""
        notices = list(document.notices)
        segments = tuple(document.segments)
        source = self.settings.source_language or document.source_language
        target = self.settings.target_language or document.target_language
        if target is None:
            target = _guess("target", (segment.target for segment in segments), notices)
        if source is None and any(segment.source for segment in segments):
            source = _guess("source", (segment.source or "" for segment in segments), notices)
        return replace(document, source_language=source, target_language=target), tuple(notices)

    def _detection(self, document: Document, context: DocumentContext) -> Detection | None:
        """What the text says of its origin, if it was asked for; None also where the source is at hand."""
        reported = self.selection.reported
        asked = any(isinstance(check, InterferenceCheck) and check.rule in reported for check in self.selection.checks)
        if not asked or (not self.judges_all and any(segment.source for segment in document.segments)):
            return None
        return context.detection(document)

    def _options(self) -> CheckOptions:
        return CheckOptions(
            do_not_translate=self.settings.do_not_translate,
            accelerator=self.settings.accelerator,
            patterns=self.settings.patterns,
        )

    def _ignored_in(self, path: str) -> tuple[str, ...]:
        return tuple(
            prefix
            for pattern, prefixes in self.settings.per_file_ignores.items()
            if matches(PurePath(path), pattern)
            for prefix in prefixes
        )

    def _fails(self, finding: Finding) -> bool:
        return not finding.known and self._fail_on is not None and finding.severity >= self._fail_on

    def _is_high_enough(self, quality: Quality) -> bool:
        fail_under = self.settings.fail_under
        return fail_under is None or quality.mqm is None or quality.mqm >= fail_under


def _blocks(document: Document) -> Iterator[Document]:
    block: list[Segment] = []
    characters = 0
    for segment in document.segments:
        block.append(segment)
        characters += len(segment.target)
        if len(block) >= BLOCK_SEGMENTS or characters >= BLOCK_CHARACTERS:
            yield replace(document, segments=tuple(block))
            block, characters = [], 0
    if block:
        yield replace(document, segments=tuple(block))


def _is_full(block: Document) -> bool:
    """Whether a block ended because of its size, so that more may follow."""
    segments = tuple(block.segments)
    return len(segments) >= BLOCK_SEGMENTS or sum(len(segment.target) for segment in segments) >= BLOCK_CHARACTERS


def _facts(tag: str | None) -> Language | None:
    """The facts of a language; None for one that mtqc has no table of, which only costs the checks that need it."""
    if tag is None:
        return None
    try:
        return language(tag)
    except UnknownNameError:
        return None


def _guess(side: str, texts: Iterable[str], notices: list[str]) -> str | None:
    sample = ""
    for text in texts:
        sample += text + "\n"
        if len(sample) > _SAMPLE_CHARACTERS:
            break
    guess = identify(sample)
    if guess is None:
        notices.append(f"the {side} language could not be told; checks that need it did not run")
        return None
    notices.append(f"guessed {side} language: {guess.language} ({min(guess.confidence, _SUREST):.0%} sure)")
    return guess.language


def _words(segment: Segment, source_language: Language | None, target_language: Language | None) -> int:
    if segment.source:
        return count_words(segment.source, source_language)
    return count_words(segment.target, target_language)


def _require_known_ignores(path: str, segments: Sequence[Segment]) -> None:
    for segment in segments:
        for flag in segment.flags:
            if flag.startswith(IGNORE_FLAG):
                try:
                    require_known([flag.removeprefix(IGNORE_FLAG)])
                except UnknownNameError as error:
                    raise InputError(path, f"a comment silences an {error}", segment.line) from error
