"""What people are told of a pair of languages: whether the numbers for it can be trusted."""

from __future__ import annotations

from mtqc.model import PairStatus


def status_notice(status: PairStatus, source_language: str | None, target_language: str | None) -> str:
    """One plain sentence on what is known of the model for a pair of languages, None for those that are not known."""
    if source_language is None or target_language is None:
        return "the languages are not known, so this is an untested pair: name them, or do not trust the numbers"
    pair = f"{source_language} → {target_language}"
    if status is PairStatus.MEASURED:
        return f"{pair} is a measured pair: the numbers were compared with the judgements of people"
    if status is PairStatus.TRANSFER:
        return (
            f"{pair} is a transfer pair: the model learnt from both languages, but its numbers were not shown to agree "
            "with the judgements of people for them"
        )
    return f"{pair} is an untested pair: do not trust the numbers"
