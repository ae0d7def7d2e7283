"""The words that reports have for a detection: the verdict in a sentence, shares, names of languages."""

from __future__ import annotations

from mtqc.errors import UnknownNameError
from mtqc.languages import language
from mtqc.model import Detection, Verdict

_SUREST = 0.99
_LISTED_LANGUAGES = 4
_LEAST_LISTED = 0.02
_TOPICS = "home"
"""The evidence of the reasons that rest on the places and people that a text mentions."""

_VERDICTS = {
    Verdict.MACHINE: "reads as unedited machine translation",
    Verdict.TRANSLATED: "reads as translated, which tells nothing about a machine",
    Verdict.NO_TRACE: "no trace of a translation found, which does not prove that it is none",
    Verdict.TOO_SHORT: "too short to say",
    Verdict.NOT_JUDGED: "no verdict",
}


def verdict(detection: Detection) -> str:
    """The verdict in a sentence, with the source language where it may be named."""
    sentence = _VERDICTS[detection.verdict]
    if detection.verdict not in (Verdict.MACHINE, Verdict.TRANSLATED):
        return sentence
    return f"{sentence} ({source})" if (source := source_name(detection)) else sentence


def source_name(detection: Detection) -> str:
    """Which language it was translated from, in words: ``from Spanish``, ``from a Romance language``, or nothing."""
    if detection.source is not None:
        return f"from {language_name(detection.source)}"
    return f"from a {detection.source_family} language" if detection.source_family else ""


def limits(detection: Detection) -> list[str]:
    """What narrows the verdict down: notes, and the kinds of evidence that were not looked for, one line a reason."""
    kinds: dict[str, list[str]] = {}
    for evidence, reason in detection.not_run.items():
        kinds.setdefault(reason, []).append(evidence)
    not_run = [f"Not looked for, since {reason}: {'; '.join(names)}." for reason, names in kinds.items()]
    # Where nothing at all was looked for, the note says so.
    return [*detection.notes, *(not_run if detection.ran or not detection.notes else ())]


def language_name(code: str) -> str:
    """The English name of a language."""
    try:
        return language(code).name
    except UnknownNameError:
        return code


def probability(value: float | None) -> str:
    """A probability in percent, never 0 or 100; a dash where there is none."""
    return "–" if value is None else f"{min(max(value, 1 - _SUREST), _SUREST):.0%}"


def source_heading(detection: Detection) -> str:
    """What to say before the likeliest source languages are listed; empty where the language is named."""
    if detection.source is not None:
        return ""
    if detection.source_family:
        return f"a {detection.source_family} language; which one is not sure, likeliest"
    speaking = {reason.evidence for reason in detection.source_reasons if reason.weight > 0}
    if not speaking:
        return "nothing names it; of what is translated most"
    return "nothing names it; by its topics likeliest" if speaking == {_TOPICS} else "the signs are too few; likeliest"


def source_shares(detection: Detection) -> list[tuple[str, float]]:
    """The likeliest source languages by name, each with its share; none of a text that is not called a translation."""
    if detection.verdict not in (Verdict.MACHINE, Verdict.TRANSLATED):
        return []
    shares = sorted(detection.source_language.items(), key=lambda item: -item[1])
    return [(language_name(code), share) for code, share in shares[:_LISTED_LANGUAGES] if share >= _LEAST_LISTED]
