"""What became of the arguments and branches of an ICU message in its translation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtqc.analysis.placeholders.message_format import (
    PLURAL_KEYWORDS,
    Argument,
    Branch,
    Message,
    MessageSyntaxError,
    parse_message,
)
from mtqc.model import Span

_TRIED = 200
"""Plural forms that no number up to this takes, such as "many" for whole millions in French, may be left out."""


@dataclass(frozen=True, slots=True)
class MessageDifference:
    """One difference, in a sentence, with the spans it is about and what to put in the target span's place."""

    reason: str
    target: Span | None = None
    source: Span | None = None
    suggestions: tuple[str, ...] = ()


def message_differences(source: str, target: str, language: str | None) -> Iterator[MessageDifference]:
    """The differences between two messages; none if the source is no message itself.

    ``language`` is the code of the target's, which says which plural forms the target must have. Plural forms that
    the source has and the target's language has not are no difference, nor is a plural instead of a plain number.
    """
    try:
        expected = parse_message(source)
    except MessageSyntaxError:
        return
    try:
        present = parse_message(target)
    except MessageSyntaxError as error:
        yield MessageDifference(f"The message cannot be read: {error}.", error.span)
        return
    yield from _argument_differences(expected, present, target)
    for argument in present.walk():
        if argument.branches:
            yield from _own_faults(argument, target, language)
    yield from _branch_differences(expected, present, target)


def _argument_differences(expected: Message, present: Message, target: str) -> Iterator[MessageDifference]:
    source_arguments = {argument.name: argument for argument in reversed(list(expected.walk()))}
    target_arguments = {argument.name: argument for argument in reversed(list(present.walk()))}
    missing = [name for name in source_arguments if name not in target_arguments]
    extra = [name for name in target_arguments if name not in source_arguments]
    for name in reversed(extra):
        argument = target_arguments[name]
        if missing:
            original = source_arguments[missing.pop()]
            written = argument.span.of(target)
            yield MessageDifference(
                f"The argument '{name}' should be '{original.name}' as in the source.",
                argument.span,
                original.span,
                (written.replace(name, original.name, 1),),
            )
        else:
            yield MessageDifference(f"The argument '{name}' is not in the source.", argument.span)
    for name in reversed(missing):
        reason = f"The argument '{name}' is missing from the translation."
        yield MessageDifference(reason, source=source_arguments[name].span)
    for name, argument in target_arguments.items():
        original = source_arguments.get(name, argument)
        if not _may_become(original.kind, argument.kind):
            yield MessageDifference(
                f"The argument '{name}' is {_of_kind(original)} in the source and {_of_kind(argument)} here.",
                argument.span,
                original.span,
            )


def _of_kind(argument: Argument) -> str:
    return f"of type '{argument.kind}'" if argument.kind else "without a type"


def _may_become(kind: str | None, other: str | None) -> bool:
    """A number may be spelled out as a plural, and a plural need not be one in a language without plural forms."""
    numeric = ("number", "plural", None)
    return kind == other or (other == "plural" and kind in numeric) or (kind == "plural" and other in numeric)


def _own_faults(argument: Argument, target: str, language: str | None) -> Iterator[MessageDifference]:
    """What is wrong with a plural or select whatever its source is."""
    selectors = [branch.selector for branch in argument.branches]
    if "other" not in selectors:
        reason = f"The {argument.kind} of '{argument.name}' has no branch 'other', which every one needs."
        yield MessageDifference(reason, argument.span)
    if argument.kind == "select":
        return
    for branch in argument.branches:
        if branch.selector not in PLURAL_KEYWORDS and not _is_number(branch.selector):
            reason = f"'{branch.selector}' is no plural form: the branch is never shown."
            yield MessageDifference(reason, Span(branch.span.start, branch.span.start + len(branch.selector)))
    if language is not None and any(selector in PLURAL_KEYWORDS - {"other"} for selector in selectors):
        numbers = {selector[1:] for selector in selectors if selector[0] == "="}
        for form, example in _plural_forms(language, argument.kind == "selectordinal").items():
            if form not in selectors and not (form in ("zero", "one", "two") and example in numbers):
                reason = f"The plural of '{argument.name}' has no branch '{form}', which {example} needs."
                yield MessageDifference(reason, argument.span)


def _is_number(selector: str) -> bool:
    return selector[0] == "=" and selector[1:].removeprefix("-").replace(".", "", 1).isdecimal()


@lru_cache(maxsize=64)
def _plural_forms(language: str, ordinal: bool) -> dict[str, str]:
    """The plural forms of a language that whole numbers take, each with the first of those numbers."""
    form_of = _plural_rule(language, ordinal)
    forms: dict[str, str] = {}
    if form_of is not None:
        for number in range(_TRIED):
            forms.setdefault(form_of(number), str(number))
    return forms


def _plural_rule(language: str, ordinal: bool) -> Callable[[int], str] | None:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
    rule: Callable[[int], str] = locale.ordinal_form if ordinal else locale.plural_form
    return rule


def _branch_differences(expected: Message, present: Message, target: str) -> Iterator[MessageDifference]:
    originals: dict[str, list[Argument]] = {}
    for argument in expected.walk():
        if argument.branches:
            originals.setdefault(argument.name, []).append(argument)
    for argument in present.walk():
        left = originals.get(argument.name)
        if argument.branches and left:
            original = left.pop(0) if len(left) > 1 else left[0]
            if argument.kind == original.kind:
                yield from _compare_branches(original, argument, target)


def _compare_branches(original: Argument, argument: Argument, target: str) -> Iterator[MessageDifference]:
    by_selector = {branch.selector: branch for branch in original.branches}
    if argument.kind == "select":
        yield from _selector_differences(by_selector, argument)
    for branch in argument.branches:
        counterpart = by_selector.get(branch.selector)
        if counterpart is None and argument.kind != "select" and not _serves_one_number(branch):
            counterpart = by_selector.get("other")
        if counterpart is not None:
            yield from _losses_of_branch(counterpart, branch, argument)


def _selector_differences(originals: dict[str, Branch], argument: Argument) -> Iterator[MessageDifference]:
    present = {branch.selector for branch in argument.branches}
    missing = [selector for selector in originals if selector not in present]
    for branch in argument.branches:
        if branch.selector not in originals:
            suggestion = missing.pop(0) if missing else None
            yield MessageDifference(
                f"The branch '{branch.selector}' of '{argument.name}' is not in the source: it is never shown.",
                Span(branch.span.start, branch.span.start + len(branch.selector)),
                suggestions=() if suggestion is None else (suggestion,),
            )
    for selector in missing:
        if selector != "other":
            reason = f"The branch '{selector}' of '{argument.name}' is missing from the translation."
            yield MessageDifference(reason, argument.span, originals[selector].span)


def _serves_one_number(branch: Branch) -> bool:
    return branch.selector[0] == "=" or branch.selector in ("zero", "one", "two")


def _losses_of_branch(original: Branch, branch: Branch, argument: Argument) -> Iterator[MessageDifference]:
    if _serves_one_number(branch):
        return
    names = {inner.name for inner in branch.message.walk()}
    says_number = bool(branch.message.numbers) or argument.name in names
    if original.message.numbers and not says_number:
        reason = f"The number '#' is missing from the branch '{branch.selector}'."
        yield MessageDifference(reason, branch.span, original.message.numbers[0])
    for inner in original.message.arguments:
        if inner.name not in names and inner.name != argument.name:
            reason = f"The argument '{inner.name}' is missing from the branch '{branch.selector}'."
            yield MessageDifference(reason, branch.span, inner.span)
