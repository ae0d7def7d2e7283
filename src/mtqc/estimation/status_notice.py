"""What people are told of a pair of languages: whether the numbers for it can be trusted."""

from __future__ import annotations

from mtqc.model import PairStatus


def status_notice(status: PairStatus, source_language: str | None, target_language: str | None) -> str:
    """One plain sentence on what is known of the model for a pair of languages, None for those that are not known."""
    if source_language is None or target_language is None:
        return (
            "untested: nobody knows how good the numbers are for languages that are not named; "
            "do not trust them, or name the languages"
        )
    pair = f"{source_language} → {target_language}"
    match status:
        case PairStatus.MEASURED:
            return f"measured: for {pair} the numbers were compared with the judgements of people"
        case PairStatus.TRANSFER:
            return (
                f"transfer: the model learnt from both languages of {pair}, but the numbers for this pair were not "
                "compared with the judgements of people"
            )
        case PairStatus.UNTESTED:
            return f"untested: nobody has tried the model on {pair}; do not trust the numbers"
