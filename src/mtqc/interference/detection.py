"""Fuses the evidence in a text and its style into what can be said of its origin."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from mtqc.interference import detection_reasons as reasons
from mtqc.interference.detection_evidence import GroupEvidence, by_group
from mtqc.interference.detection_source import SourceLanguage, source_language
from mtqc.interference.detection_weights import weights
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.prose import Prose
from mtqc.interference.style.classifier import Style, style_model
from mtqc.interference.support import support
from mtqc.model import Detection, Reason, Verdict

_SOURCE_AT_HAND = 4.0
"""Log-odds of translated where the file holds a source text: only a mislabelled pair speaks against it."""


def detect(prose: Prose, evidence: Sequence[Evidence]) -> Detection:
    """What a text says of its origin, with all its evidence, strong and weak.

    The log-odds of *translated* are those of style plus what each group of evidence adds, at even odds before the text
    is read. *Machine* is the probability of translated times that of a machine among translations, which stays under
    one half without two independent groups of hard evidence. Raises nothing, whatever the text.
    """
    ran, not_run = _coverage(prose)
    if not ran:
        return Detection(Verdict.NOT_JUDGED, prose.running_words, not_run=not_run)
    if prose.running_words < weights().verdict.least_words:
        return _without_numbers(prose, ran, not_run)
    groups = by_group(evidence, prose.running_words)
    model = style_model(prose.language.code)
    style = model.read(prose.running) if model else None
    source = _source(prose, groups, style)
    translated, translated_reasons = _translated(prose, groups, style)
    machine, machine_reasons = _machine(prose, groups, translated)
    return Detection(
        verdict=_verdict(translated, machine),
        words=prose.running_words,
        translated=translated,
        machine=machine,
        source_language=source.shares,
        source=source.named,
        source_family=source.family,
        translated_reasons=translated_reasons,
        machine_reasons=machine_reasons,
        source_reasons=_source_reasons(prose, groups, source),
        ran=ran,
        not_run=not_run,
        notes=_notes(prose, groups, translated, style),
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
    among_translations = _probability(limits.prior + sum(group.for_machine for group in hard))
    found = reasons.by_weight([reasons.of_group(group, prose.segments, group.for_machine) for group in hard])
    if len(hard) < limits.least_groups:
        among_translations = min(among_translations, limits.most_without)
        missing = reasons.ONE_HARD_GROUP if hard else reasons.NO_HARD_EVIDENCE
        found = (*found, Reason("machine", missing, 0.0))
    return translated * among_translations, found


def _source(prose: Prose, groups: Mapping[Group, GroupEvidence], style: Style | None) -> SourceLanguage:
    if prose.source_language is not None:
        code = prose.source_language.code
        return SourceLanguage({code: 1.0}, named=code)
    return source_language(groups, style.sources if style else {}, prose.language.code)


def _source_reasons(prose: Prose, groups: Mapping[Group, GroupEvidence], source: SourceLanguage) -> tuple[Reason, ...]:
    if prose.source_language is not None:
        return (Reason("source", "The file or the user names the source language.", _SOURCE_AT_HAND),)
    return tuple(reasons.of_source(source, groups, prose.segments))


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
        else:
            ran.append(name)
    return tuple(ran), not_run


def _without_numbers(prose: Prose, ran: tuple[str, ...], not_run: Mapping[str, str]) -> Detection:
    """A text with too little running text: it is short, or most of it is something else."""
    least = weights().verdict.least_words
    words = prose.running_words
    whole = prose.words + sum(prose.left_out.values())
    if whole < 2 * least:
        note = f"It has {words} words of running text; fewer than {least} cannot be judged."
        return Detection(Verdict.TOO_SHORT, words, ran=ran, not_run=not_run, notes=(note,))
    other = ", ".join(f"{count} of them {what}" for what, count in prose.left_out.items())
    note = f"Only {words} of its {whole} words are running text{f', {other}' if other else ''}."
    return Detection(Verdict.NOT_JUDGED, words, ran=ran, not_run=not_run, notes=(note,))


def _notes(
    prose: Prose, groups: Mapping[Group, GroupEvidence], translated: float | None, style: Style | None
) -> tuple[str, ...]:
    notes = [f"{count} words of {what} were left out." for what, count in prose.left_out.items()]
    if style is None and translated is None:
        notes.append(
            f"There is no measure of style for {prose.language.name}: where no evidence is found, nothing can be said."
        )
    elif style is not None and not groups and translated is not None and translated >= weights().verdict.translated:
        notes.append(
            "Only its style says so. Style was measured on news and medical abstracts; other kinds of text may differ."
        )
    return tuple(notes)
