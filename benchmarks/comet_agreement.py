"""Agreement with unbabel-comet, score by score and span by span, on random checkpoints of all its classes.

Spans differ where mtqc mends what the original leaves broken, and nowhere else: blanks and characters cut through at
their ends, the severity of a span with several, spans that reach the end of the text. ``--keep FILE`` stores what the
original gave, for the tests.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "unit" / "metrics"))
from comet_environment import python_of
from tiny_checkpoints import CASES, Tiny, translations, write_checkpoint

from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.finding import Finding
from mtqc.model.score import SegmentScore
from mtqc.model.test_set import System, TestSet

TOLERANCE = 1e-5
_WORKER = Path(__file__).with_name("comet_original.py")


@dataclass(frozen=True)
class Job:
    """One checkpoint on samples with or without references."""

    name: str
    tiny: Tiny
    samples: list[dict[str, str]]
    batch_size: int = 8


def main() -> int:
    """Prints the table; the exit status is 1 where something differs that should not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, default=Path(tempfile.gettempdir(), "mtqc-unbabel-comet"))
    parser.add_argument("--segments", type=int, default=40)
    parser.add_argument("--keep", type=Path, help="store the original's scores and spans in this file")
    arguments = parser.parse_args()
    python = python_of(arguments.environment)
    jobs = list(_jobs(arguments.segments))
    with tempfile.TemporaryDirectory() as folder:
        for name, tiny in CASES.items():
            write_checkpoint(Path(folder, name), tiny)
        original = _original(python, jobs, Path(folder))
        print(", ".join(f"{name} {number}" for name, number in original["versions"].items()))
        print(
            "\n| checkpoint | reference | segments | largest difference | spans | equal | mended | closed at the end |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        right = [_compared(job, answer, Path(folder)) for job, answer in zip(jobs, original["answers"], strict=True)]
    if arguments.keep:
        _keep(arguments.keep, jobs, original)
    return 0 if all(right) else 1


def _jobs(segments: int) -> list[Job]:
    samples = translations(segments)
    alone = [{key: text for key, text in sample.items() if key != "ref"} for sample in samples]
    jobs = []
    for name, tiny in CASES.items():
        jobs.append(Job(name, tiny, samples))
        if tiny.kind in ("unified_metric", "xcomet_metric") and "ref" in tiny.hyper_parameters.get(
            "input_segments", ("ref",)
        ):
            jobs.append(Job(name, tiny, alone))
    return jobs


def _original(python: Path, jobs: list[Job], folder: Path) -> dict[str, Any]:
    asked = [
        {"checkpoint": str(folder / job.name), "samples": job.samples, "batch_size": job.batch_size} for job in jobs
    ]
    questions, answers = folder / "jobs.json", folder / "answers.json"
    questions.write_text(json.dumps(asked), encoding="utf-8")
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    command = [python, _WORKER, questions, answers]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    content: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
    return content


def _compared(job: Job, original: dict[str, Any], folder: Path) -> bool:
    """Prints a row, and says whether all is as it should be."""
    with_reference = "ref" in job.samples[0]
    references = (tuple(sample["ref"] for sample in job.samples),) if with_reference else ()
    test_set = TestSet(len(job.samples), tuple(sample["src"] for sample in job.samples), references)
    system = System("system", tuple(sample["mt"] for sample in job.samples))
    (found,) = metric(f"comet:{folder / job.name}", Computing()).measure(test_set, [system])
    difference = max(
        abs((segment.value or 0.0) - score) for segment, score in zip(found.segments, original["scores"], strict=True)
    )
    spans = original["spans"] or [[]] * len(job.samples)
    pairs = list(zip(system.hypotheses, found.segments, spans, strict=True))
    equal = all(spans_agree(text, segment, theirs) for text, segment, theirs in pairs)
    mended = sum(
        (span["start"], span["end"], span["severity"])
        not in {(f.target.start, f.target.end, f.severity.value) for f in segment.spans if f.target}
        for _, segment, theirs in pairs
        for span in theirs
    )
    closed = sum(not finding.evidence["counted"] for _, segment, _ in pairs for finding in segment.spans)
    print(
        f"| {job.name} | {'yes' if with_reference else 'no'} | {len(job.samples)} | {difference:.1e} "
        f"| {sum(map(len, spans))} | {'yes' if equal else 'NO'} | {mended} | {closed} |"
    )
    return difference <= TOLERANCE and equal


def spans_agree(text: str, segment: SegmentScore, theirs: list[dict[str, Any]]) -> bool:
    """Whether the spans of a segment are the original's, mended."""
    mine = [finding for finding in segment.spans if finding.evidence["counted"]]
    visible = [span for span in theirs if text[span["start"] : span["end"]].strip()]
    return len(mine) == len(visible) and all(
        _span_agrees(text, own, span) for own, span in zip(mine, visible, strict=True)
    )


def _span_agrees(text: str, mine: Finding, theirs: dict[str, Any]) -> bool:
    marked = text[theirs["start"] : theirs["end"]]
    start = theirs["end"] - len(marked.lstrip())
    end = theirs["start"] + len(marked.rstrip())
    whole = [found.span() for found in regex.finditer(r"\X", text) if found.start() < end and found.end() > start]
    first = mine.evidence.get("severities", [mine.severity.value])[0]
    return (
        mine.target is not None
        and (mine.target.start, mine.target.end) == (whole[0][0], whole[-1][1])
        and first == theirs["severity"]
        and abs(mine.confidence - theirs["confidence"]) <= TOLERANCE
    )


def _keep(path: Path, jobs: list[Job], original: dict[str, Any]) -> None:
    kept = {
        "versions": original["versions"],
        "segments": len(jobs[0].samples),
        "answers": [
            {
                "case": job.name,
                "reference": "ref" in job.samples[0],
                "scores": [round(score, 7) for score in answer["scores"]],
                "spans": answer["spans"]
                and [
                    [[span["start"], span["end"], span["severity"], round(span["confidence"], 7)] for span in spans]
                    for spans in answer["spans"]
                ],
            }
            for job, answer in zip(jobs, original["answers"], strict=True)
        ],
    }
    path.write_text(json.dumps(kept, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
