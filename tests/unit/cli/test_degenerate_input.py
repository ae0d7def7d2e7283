"""Whatever odd texts come in, the four commands that measure write what their schemas say, and never NaN."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from .conftest import Mtqc

DOCUMENTATION = Path(__file__).parents[3] / "docs"
METRICS = ("-m", "bleu", "chrf", "chrf++", "ter")
TEXTS = {
    "blank": (["", "", ""], ["", "", ""], ["", "", ""]),
    "blank-references": (["a", "", "b c d e"], ["a b", "c", ""], ["", "", ""]),
    "blank-outputs": (["", "", ""], ["", "", ""], ["a", "b", "c d e f"]),
    "equal": (["ein Haus am See im Wald"] * 3, ["ein Haus am See im Wald"] * 3, ["ein Haus am See im Wald"] * 3),
    "one-line": (["ein Haus"], ["ein Hund"], ["kein Haus"]),
    "marks": (["…", "\u0301", "\U0001f600"], ["?!", " ", "\u200b"], ["\ufffd", "۱۲", "\u200b"]),
}
FORMS = {"score": ("text", "tsv"), "compare": ("text", "latex", "html"), "correlate": ("text", "tsv"), "rank": ("tsv",)}
SCHEMAS = {"score": "scores", "compare": "comparison", "correlate": "correlation", "rank": "ranking"}
NAN = re.compile(r"\b(?:(?i:nan|inf|infinity)|None)\b")


def arguments(command: str) -> Sequence[str]:
    files = ("-t", "a.txt", "b.txt")
    beside = ("-r", "r.txt", "--target-lang", "de", "--resamples", "50")
    return {
        "score": (*files, *beside, *METRICS, "--segments"),
        "compare": (*files, *beside, *METRICS),
        "correlate": ("human.tsv", "-m", "chrf", "ter", "--group", "item", "none", "--target-lang", "de"),
        "rank": (*files, "--mbr", "chrf", "--target-lang", "de"),
    }[command]


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("command", FORMS)
def test_what_is_written_is_valid(mtqc: Mtqc, command: str, kind: str) -> None:
    first, second, references = TEXTS[kind]
    for name, lines in {"a": first, "b": second, "r": references}.items():
        Path(f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    rows = ["system\tsegment\ttarget\treference\tesa"]
    for system, lines, human in (("a", first, ("50", "50", "NaN")), ("b", second, ("50", "", "50"))):
        texts = zip(lines, references, human, strict=False)
        rows += [f"{system}\t{number}\t{line}\t{text}\t{score}" for number, (line, text, score) in enumerate(texts)]
    Path("human.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    shared = [command, *arguments(command), "--no-cache", "-q"]

    done = mtqc(*shared, "--format", "json")
    assert (done.status, done.err) == (0, "")
    values = json.loads(done.out, parse_constant=pytest.fail)
    jsonschema.validate(values, json.loads((DOCUMENTATION / f"{SCHEMAS[command]}.schema.json").read_text("utf-8")))
    for form in FORMS[command]:
        done = mtqc(*shared, "--format", form)
        assert done.status == 0
        assert NAN.findall(done.out) == []
