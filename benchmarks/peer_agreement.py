"""Agreement with the judgements of two peers' own tests: does mtqc fire where they do, and stay silent where they do?

The peers' cases are their opinions; docs/peer-disagreements.md says where mtqc differs on purpose. Cases whose flags
switch the peer's check off test the peer's own switches and are left out.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtqc.model import Document, Segment
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings

_ON_EMPTY_TARGETS = frozenset({"untranslated", "blank", "plurals"})
MAPPING = Path(__file__).with_name("peer_checks.toml")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", default="", help="print disagreements on this check of a peer; 'all' for all")
    arguments = parser.parse_args()
    mapping = tomllib.loads(MAPPING.read_text())
    cases = [json.loads(line) for line in (arguments.data / "peer_cases.jsonl").read_text().splitlines()]

    agreed: Counter[tuple[str, str]] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    unmapped: Counter[str] = Counter()
    for case in cases:
        peer, check = case["peer"], case["check"]
        entry = mapping[peer][check]
        if reason := _reason_to_leave_out(case, entry):
            unmapped[reason] += 1
            continue
        found = sorted(_rules_firing(case, entry))
        counted[peer, check] += 1
        if bool(found) == case["fires"]:
            agreed[peer, check] += 1
        elif arguments.show in (check, "all"):
            verdict = "fires" if case["fires"] else "is silent"
            print(f"{peer} {check} {verdict}; mtqc: {', '.join(found) or 'silent'}")
            print(f"    S {case['source']!r}\n    T {case['target']!r}\n    {case['opts']}")

    print("| peer | check | cases | agreement |\n| --- | --- | --- | --- |")
    for key, count in sorted(counted.items(), key=lambda item: agreed[item[0]] / item[1]):
        print(f"| {key[0]} | {key[1]} | {count} | {agreed[key] / count:.0%} |")
    for peer in mapping:
        mine = [key for key in counted if key[0] == peer]
        total = sum(counted[key] for key in mine)
        print(f"| {peer} | all mapped | {total} | {sum(agreed[key] for key in mine) / total:.1%} |")
    print(f"| both | all mapped | {counted.total()} | {agreed.total() / counted.total():.1%} |")
    print(f"\n{unmapped.total()} cases are not mapped:")
    for reason, count in unmapped.most_common():
        print(f"- {count}: {reason}")


def _reason_to_leave_out(case: dict[str, Any], entry: dict[str, Any]) -> str | None:
    if "unmapped" in entry:
        return str(entry["unmapped"])
    if "ignore-" in case["opts"].get("flags", ""):
        return "a test of the peer's own switches"
    return "about the source" if case["target"] is None and case["check"] not in _ON_EMPTY_TARGETS else None


def _rules_firing(case: dict[str, Any], entry: dict[str, Any]) -> set[str]:
    options = case["opts"]
    rules = () if entry["rules"] == ["all"] else tuple(entry["rules"])
    accelerator = {"kde": "&", "gnome": "_", "mozilla": "&", "openoffice": "~", "libreoffice": "~"}.get(
        options.get("style", ""), options.get("accelmarkers")
    )
    settings = Settings(
        select=rules,
        source_language="en",
        target_language=options.get("lang"),
        do_not_translate=tuple(options.get("notranslatewords", ())),
        accelerator=accelerator,
    )
    # What Weblate says of a plural form for one number, which may leave that number out.
    single = {"single-number"} if options.get("ignore_missing") else set()
    stated = [flag.strip() for flag in options.get("flags", "").split(",") if flag.strip()]
    document = Document(
        "case", tuple(_segments(case, frozenset(stated or entry.get("flags", ())) | single)), "en", format="po"
    )
    return {finding.rule for finding in Pipeline.of(settings).run([document])}


def _segments(case: dict[str, Any], flags: frozenset[str]) -> Iterator[Segment]:
    """The case as segments: one, or one a plural form, compared with the source form that serves the same numbers."""
    sources, targets = _listed(case["source"]), _listed(case["target"])
    for number, target in enumerate(targets):
        source = sources[min(number, len(sources) - 1)]
        plural = {f"plural:{number}"} if len(targets) > 1 else set()
        yield Segment(str(number), target, source, flags=flags | plural)


def _listed(text: str | list[str] | None) -> list[str]:
    return text if isinstance(text, list) else [text or ""]


if __name__ == "__main__":
    main()
