"""Which checks run: every one on by default, less and more as the settings say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtqc.checks.base import Check
from mtqc.errors import PluginError, UnknownNameError
from mtqc.model import CheckFailure
from mtqc.plugins import plugin, plugins

ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks of a run.

    ``reported`` names the rules whose findings count; ``checks`` may hold more, namely those that only silence others.
    """

    checks: tuple[Check, ...]
    reported: frozenset[str]
    failures: tuple[CheckFailure, ...]


def covers(prefix: str, rule: str) -> bool:
    """Whether a rule is the one named, or below it: ``accuracy`` covers ``accuracy/number``."""
    return prefix in ("", ALL, rule) or rule.startswith(prefix.rstrip("/") + "/")


def require_known(prefixes: Iterable[str]) -> None:
    """Makes sure that each prefix covers a rule.

    Raises:
        UnknownNameError: one does not; names the nearest rule or dimension.
    """
    rules = list(plugins("mtqc.checks"))
    dimensions = sorted({rule.partition("/")[0] for rule in rules})
    for prefix in prefixes:
        if not any(covers(prefix, rule) for rule in rules):
            raise UnknownNameError("rule", prefix, [*rules, *dimensions, ALL])


def load_check(rule: str) -> Check:
    """The check of a rule.

    Raises:
        UnknownNameError: there is no such rule.
        PluginError: its code cannot be loaded, or its rule is not what its entry point is called.
    """
    found = plugin("mtqc.checks", rule)
    try:
        check = found.load()()
    except PluginError:
        raise
    # Somebody else's code runs here: whatever it raises is a fault of the plugin, reported under its name.
    except Exception as error:
        raise PluginError(
            f"check '{rule}' of package '{found.package}' cannot be made: {type(error).__name__}: {error}"
        ) from error
    if not isinstance(check, Check) or check.rule != rule:
        raise PluginError(f"the plugin '{rule}' of package '{found.package}' is no check of that rule")
    return check


def load_checks() -> tuple[list[Check], list[CheckFailure]]:
    """Every installed check in the order of the rules, and those that cannot be loaded."""
    checks: list[Check] = []
    failures: list[CheckFailure] = []
    for rule in plugins("mtqc.checks"):
        try:
            checks.append(load_check(rule))
        except PluginError as error:
            failures.append(CheckFailure(rule, "", None, str(error)))
    return checks, failures


def select_checks(select: Sequence[str], extend_select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The checks to run.

    A prefix selects the rules below it that are on by default; a full rule path or ``all`` also those that are off.

    Raises:
        UnknownNameError: a prefix that covers no rule.
    """
    require_known([*select, *extend_select, *ignore])
    checks, failures = load_checks()

    asked = [*select, *extend_select]

    def covered(rule: str) -> bool:
        if any(covers(prefix, rule) for prefix in ignore):
            return False
        return not select or any(covers(prefix, rule) for prefix in asked)

    def wanted(check: Check) -> bool:
        return covered(check.rule) and (check.on_by_default or check.rule in asked or ALL in asked)

    reported = frozenset(check.rule for check in checks if wanted(check))
    needed = [check for check in checks if check.rule in reported or check.silences]
    missed = [failure for failure in failures if covered(failure.rule)]
    return Selection(tuple(in_running_order(needed)), reported, tuple(missed))


def in_running_order(checks: Iterable[Check]) -> list[Check]:
    """The checks so that one that silences another stands before it; the rest by rule."""
    waiting = sorted(checks, key=lambda check: check.rule)
    ordered: list[Check] = []
    while waiting:
        # A check that is silenced by none still waiting; in a circle, the first by rule.
        ready = next((check for check in waiting if not any(_silences(other, check) for other in waiting)), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
    return ordered


def _silences(check: Check, other: Check) -> bool:
    return check is not other and any(covers(prefix, other.rule) for prefix in check.silences)
