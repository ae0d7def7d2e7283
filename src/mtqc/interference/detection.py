"""Fuses the evidence in a text and its style into what can be said of its origin."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mtqc.interference import detection_reasons as reasons
from mtqc.interference.detection_evidence import GroupEvidence, by_group
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.detection_weights import weights
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.homes import Mention, find_mentions
from mtqc.interference.prose import Prose
from mtqc.interference.style.classifier import Style, style_model
from mtqc.interference.support import support
from mtqc.model import Detection, Reason, Verdict

_FOR_SHORT_TEXTS = frozenset({"knowledge", "style"})
"""The evidence that mtqc.interference.reading looks for in the texts of user interfaces beside their sources, too."""
_SOURCE_AT_HAND = 4.0
"""Log-odds of translated where the file holds a source text: only a mislabelled pair speaks against it."""
_LEAST_RUNNING_SHARE = 1 / 4
"""Where less of a text is running text, it is a list, a catalogue or code with some sentences in it."""


def detect(prose: Prose, evidence: Sequence[Evidence]) -> Detection:
    """What a text says of its origin, with all its evidence, strong and weak. Raises nothing, whatever the text."""
    ran, not_run = _coverage(prose)
    if not ran:
        note = f"mtqc knows nothing of translations into {prose.language.name}: no evidence was looked for."
        return Detection(Verdict.NOT_JUDGED, prose.running_words, not_run=not_run, notes=(note,))
    if prose.running_words < max(weights().verdict.least_words, _LEAST_RUNNING_SHARE * _all_words(prose)):
        return _without_numbers(prose, ran, not_run)
    model = style_model(prose.language.code)
    detection = fused(prose, evidence, model.read(prose.running) if model else None)
    return replace(detection, ran=ran, not_run=not_run)


def fused(prose: Prose, evidence: Sequence[Evidence], style: Style | None) -> Detection:
    """What evidence and style together say of a text that is long enough; style is None where there is no model.

    The log-odds of *translated* are those of style plus what each group of evidence adds, at even odds before the text
    is read. *Machine* is the probability of translated times that of a machine among translations, which stays under
    one half without two independent groups of hard evidence.
    """
    groups = by_group(evidence, prose.words)
    translated, translated_reasons = _translated(prose, groups, style)
    mentions = find_mentions(prose) if prose.source_language is None else ()
    source = _source(prose, groups, mentions)
    machine, machine_reasons = _machine(prose, groups, translated)
    verdict = _verdict(translated, machine)
    # What is not called a translation has no source language to name, whatever a stray item points to.
    may_be_named = prose.source_language is not None or verdict is not Verdict.NO_TRACE
    return Detection(
        verdict=verdict,
        words=prose.running_words,
        translated=translated,
        machine=machine,
        source_language=source.shares,
        source=source.named if may_be_named else None,
        source_family=source.family if may_be_named else None,
        translated_reasons=translated_reasons,
        machine_reasons=machine_reasons,
        source_reasons=_source_reasons(prose, groups, source, mentions),
        notes=tuple(_notes(prose, groups, translated, style)),
    )


def _translated(
    prose: Prose, groups: Mapping[Group, GroupEvidence], style: Style | None
) -> tuple[float | None, tuple[Reason, ...]]:
    """The probability that it was written in another language first; None where nothing at all speaks."""
    found = [reasons.of_group(group, prose.segments, group.for_translated) for group in groups.values()]
    if style is not None:
        found.append(reasons.of_style(style, _moderated(style.log_odds)))
    if prose.is_bilingual:
        found.append(Reason("source", "The source text stands beside it.", _SOURCE_AT_HAND))
    if not found:
        return None, ()
    return _probability(sum(reason.weight for reason in found)), reasons.by_weight(found)


def _moderated(log_odds: float) -> float:
    """Log-odds that come near a limit and never reach it, in the same order."""
    most = weights().style_most
    return most * math.tanh(log_odds / most)


def _machine(
    prose: Prose, groups: Mapping[Group, GroupEvidence], translated: float | None
) -> tuple[float | None, tuple[Reason, ...]]:
    """The probability that a machine translated it and nobody edited the result."""
    if translated is None:
        return None, ()
    limits = weights().machine
    hard = [group for group in groups.values() if group.is_hard]
    weighed = _probability(limits.prior + sum(group.for_machine for group in hard))
    among_translations = max(weighed, limits.unknown)
    found = reasons.by_weight([reasons.of_group(group, prose.segments, group.for_machine) for group in hard])
    is_enough = len(hard) >= limits.least_groups and sum(group.hard_items for group in hard) >= limits.least_items
    if not is_enough:
        among_translations = min(among_translations, limits.most_without)
        missing = (
            reasons.NO_HARD_EVIDENCE
            if not hard
            else reasons.ONE_HARD_GROUP
            if len(hard) < limits.least_groups
            else reasons.LITTLE_HARD_EVIDENCE
        )
        found = (*found, Reason("machine", missing, 0.0))
    elif translated * among_translations < weights().verdict.machine:
        found = (*found, Reason("machine", reasons.LITTLE_HARD_EVIDENCE, 0.0))
    return translated * among_translations, found


def _source(prose: Prose, groups: Mapping[Group, GroupEvidence], mentions: Sequence[Mention]) -> SourceLanguage:
    if prose.source_language is not None:
        code = prose.source_language.code
        return SourceLanguage({code: 1.0}, named=code)
    return source_language(groups, prose.language.code, mentions)


def _source_reasons(
    prose: Prose, groups: Mapping[Group, GroupEvidence], source: SourceLanguage, mentions: Sequence[Mention]
) -> tuple[Reason, ...]:
    if prose.source_language is not None:
        return (Reason("source", "The file or the user names the source language.", _SOURCE_AT_HAND),)
    return reasons.of_source(source, groups, prose.segments, mentions)


def _verdict(translated: float | None, machine: float | None) -> Verdict:
    limits = weights().verdict
    if machine is not None and machine >= limits.machine:
        return Verdict.MACHINE
    if translated is not None and translated >= limits.translated:
        return Verdict.TRANSLATED
    return Verdict.NO_TRACE


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _coverage(prose: Prose) -> tuple[tuple[str, ...], dict[str, str]]:
    """The kinds of evidence that were looked for, and those that were not, each with the reason; in words."""
    ran, not_run = [], {}
    target = prose.language
    source = prose.source_language
    for evidence, name in weights().evidence_names.items():
        sources = support().get(evidence, {}).get(target.code, ())
        if not sources:
            not_run[name] = f"mtqc has none of it for texts in {target.name}"
        elif evidence != "style" and source is not None and source.code not in sources:
            not_run[name] = f"mtqc has none of it for {source.name} into {target.name}"
        elif evidence not in _FOR_SHORT_TEXTS and prose.is_bilingual and not prose.is_continuous:
            not_run[name] = "short texts are compared with their sources instead"
        else:
            ran.append(name)
    return tuple(ran), not_run


def _without_numbers(prose: Prose, ran: tuple[str, ...], not_run: Mapping[str, str]) -> Detection:
    """A text with too little running text: it is short, or most of it is something else."""
    least = weights().verdict.least_words
    words, whole = prose.running_words, _all_words(prose)
    if whole < least or 2 * words >= whole:
        note = f"It has {words} words of running text; fewer than {least} cannot be judged."
        return Detection(Verdict.TOO_SHORT, words, ran=ran, not_run=not_run, notes=(note,))
    others = sorted((*prose.not_running.items(), *prose.left_out.items()), key=lambda other: -other[1])
    listed = ", ".join(f"{what} ({count:,})" for what, count in others)
    note = f"{words:,} of its {whole:,} words are running text. The others: {listed}."
    return Detection(Verdict.NOT_JUDGED, words, ran=ran, not_run=not_run, notes=(note,))


def _all_words(prose: Prose) -> int:
    return prose.words + sum(prose.left_out.values())


def _notes(
    prose: Prose, groups: Mapping[Group, GroupEvidence], translated: float | None, style: Style | None
) -> Iterator[str]:
    limits = weights().verdict
    for what, count in prose.left_out.items():
        yield f"{count} words of {what} were left out."
    if prose.running_words < limits.reliable_words:
        yield f"A text of fewer than {limits.reliable_words} words is judged less surely."
    if translated is None:
        yield f"There is no measure of style for {prose.language.name}: without evidence, nothing can be said."
    elif translated < limits.translated:
        if translated > 1 / 2:
            yield "It leans towards translated text, too little for a verdict."
    elif style is not None and not groups:
        yield "Only its style says so, which was learnt from news above all; other texts may differ."
