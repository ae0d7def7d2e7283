"""CPU seconds of paired bootstrap tests beside sacreBLEU's own command, and of one more system with kept statistics.

Each run is a process of its own, start and reading of files included. sacreBLEU tests each system against the first;
mtqc tests all pairs. The p-values that both have are compared. Where sacreBLEU's resamples round (it sums in 32 bits),
a p-value may differ by a resample.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from test_sets import Texts, data_folder, segments_of_all_pairs, text_sets

METRICS = ("bleu", "chrf")


@dataclass(frozen=True, slots=True)
class Run:
    """CPU and wall seconds of one process and what it printed."""

    cpu: float
    wall: float
    output: str


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--hypotheses", type=Path, nargs="+", help="your own files, at least three")
    parser.add_argument("--references", type=Path, nargs="+", default=[])
    parser.add_argument("--segments", type=int, default=20_000)
    parser.add_argument("--resamples", type=int, default=1000)
    parser.add_argument("--as-mtqc", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.as_mtqc:
        tested(arguments.hypotheses, arguments.references, arguments.resamples, arguments.cache)
        return
    own = next(text_sets(arguments.data, arguments.hypotheses, arguments.references)) if arguments.hypotheses else None
    texts = own or segments_of_all_pairs(arguments.data, arguments.segments, systems=4)
    with tempfile.TemporaryDirectory() as folder:
        _print_table(texts, Path(folder), arguments.resamples)


def _print_table(texts: Texts, folder: Path, resamples: int) -> None:
    systems, references = _written(texts, folder)
    before, cache = systems[:3], folder / "cache"
    print(f"{len(before)} systems x {texts.size} segments, {' + '.join(METRICS)}, n = {resamples}\n")
    print("| what | CPU seconds | wall seconds | of sacreBLEU's CPU |\n| --- | --- | --- | --- |")
    peer = _run(_sacrebleu(before, references, resamples))
    first = _run(_mtqc(before, references, resamples, None))
    kept = _run(_mtqc(before, references, resamples, cache))
    again = _run(_mtqc(before, references, resamples, cache))
    for what, run in (
        ("sacreBLEU, 3 systems", peer),
        ("mtqc, 3 systems, nothing kept", first),
        ("mtqc, 3 systems, statistics being kept", kept),
        ("mtqc, the same again, statistics kept", again),
    ):
        print(f"| {what} | {run.cpu:.2f} | {run.wall:.2f} | {run.cpu / peer.cpu:.3f} |", flush=True)
    if len(systems) > 3:
        added = _run(_mtqc(systems[:4], references, resamples, cache))
        print(f"| mtqc, a 4th system added | {added.cpu:.2f} | {added.wall:.2f} | {added.cpu / peer.cpu:.3f} |")
        print(f"\nA 4th system costs {added.cpu / first.cpu:.2f} of the first run.")
    print(f"\n{_disagreement(peer.output, first.output)}")


def tested(hypotheses: Sequence[Path], references: Sequence[Path], resamples: int, cache: Path | None) -> None:
    """What is measured of mtqc: reading, scoring, testing all pairs. Prints values and p-values as JSON."""
    from mtqc.metrics.computing import Computing
    from mtqc.metrics.finding import metric
    from mtqc.model.test_set import System, TestSet
    from mtqc.statistics.bootstrap import paired_bootstrap

    columns = tuple(_read(path) for path in references)
    systems = [System(path.name, _read(path)) for path in hypotheses]
    results = {}
    for name in METRICS:
        measured = metric(name, Computing(cache=cache)).measure(TestSet(len(columns[0]), references=columns), systems)
        outcome = paired_bootstrap([each.statistics for each in measured], resamples)
        results[name] = {
            "values": [each.value for each in measured],
            "p_values": [outcome.p_value(0, place) for place in range(1, len(systems))],
        }
    print(json.dumps(results))


def _disagreement(peer: str, ours: str) -> str:
    theirs: list[dict[str, Any]] = json.loads(peer)
    found = json.loads(ours)
    different = []
    for key, name in (("BLEU", "bleu"), ("chrF2", "chrf")):
        for place, row in enumerate(theirs[1:]):
            expected, p_value = row[key]["p_value"], found[name]["p_values"][place]
            if abs(expected - p_value) > 1e-12:
                different.append(f"{key} of system {place + 2}: p = {p_value:.6f}, sacreBLEU {expected:.6f}")
    return "\n".join(different) or "All p-values are sacreBLEU's."


def _mtqc(systems: Sequence[Path], references: Sequence[Path], resamples: int, cache: Path | None) -> list[str]:
    kept = ["--cache", str(cache)] if cache else []
    files = ["--hypotheses", *map(str, systems), "--references", *map(str, references)]
    return [sys.executable, __file__, "--as-mtqc", ".", "--resamples", str(resamples), *files, *kept]


def _sacrebleu(systems: Sequence[Path], references: Sequence[Path], resamples: int) -> list[str]:
    # Its command ends in an error when it prints JSON of chrF: numbers of numpy's that json does not know.
    program = (
        "import json, numpy, sys; known = json.JSONEncoder.default;"
        "json.JSONEncoder.default = lambda self, o: o.item() if isinstance(o, numpy.generic) else known(self, o);"
        "from sacrebleu.sacrebleu import main; sys.exit(main())"
    )
    options = ["-m", *METRICS, "--paired-bs", "--paired-bs-n", str(resamples), "-f", "json", "-w", "10"]
    return [sys.executable, "-c", program, *map(str, references), "-i", *map(str, systems), *options]


def _run(command: list[str]) -> Run:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    # One thread, so that seconds of CPU are not those of a library's threads that wait for each other.
    single = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | single)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.perf_counter() - start, done.stdout)


def _written(texts: Texts, folder: Path) -> tuple[list[Path], list[Path]]:
    """The systems and the references as files, a line a segment."""
    systems = [_write(folder / f"system{place}.txt", lines) for place, (_, lines) in enumerate(texts.systems)]
    references = [_write(folder / f"reference{place}.txt", lines) for place, lines in enumerate(texts.references)]
    return systems, references


def _write(path: Path, lines: Sequence[str | None]) -> Path:
    path.write_text("".join(" ".join((line or "").split()) + "\n" for line in lines), encoding="utf-8")
    return path


def _read(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").split("\n")[:-1])


if __name__ == "__main__":
    main()
