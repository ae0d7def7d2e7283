"""Start-up time, time and memory of a cold check, and memory against the size of the input; each in a fresh process."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUNS = 5
BUDGETS = {
    "mtqc --version": "≤ 0.2 s CPU",
    "mtqc --help": "≤ 0.2 s CPU",
    "mtqc check, a 1,000-word article": "≤ 2 s wall, ≤ 400 MB",
}
_ENGLISH = "The server was restarted at {n} because the disk {n} was full, and the users of room {n} had to wait."
_GERMAN = (
    "Der Server wurde um {n} neu gestartet, weil die Platte {n} voll war, und die Nutzer von Raum {n} mussten warten."
)


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--article", type=Path, default=Path("../shared/examples/article.de.txt"))
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000, 400_000])
    arguments = parser.parse_args()
    print("| command | CPU s | wall s | peak MB | budget |\n| --- | --- | --- | --- | --- |")
    for name, command in {
        "mtqc --version": ["--version"],
        "mtqc --help": ["--help"],
        "mtqc check, a 1,000-word article": ["check", str(arguments.article)],
    }.items():
        runs = [_run(command) for _ in range(RUNS)]
        processor, wall, memory = (statistics.median(run[place] for run in runs) for place in range(3))
        print(f"| {name} | {processor:.2f} | {wall:.2f} | {memory:.0f} | {BUDGETS[name]} |")
    print("\n| TSV of so many segments | CPU s | segments per CPU-second | peak MB |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for count in arguments.lines:
            path = Path(folder, f"{count}.tsv")
            with path.open("w") as stream:
                stream.write("source\ttarget\n")
                for n in range(count):
                    stream.write(f"{_ENGLISH.format(n=n)}\t{_GERMAN.format(n=n)}\n")
            processor, _, memory = _run(["check", str(path), "--source-lang", "en", "--target-lang", "de"])
            print(f"| {count:,} | {processor:.1f} | {count / processor:,.0f} | {memory:.0f} |")


def _run(arguments: list[str]) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of one run of the command."""
    started = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mtqc", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, _, usage = os.wait4(process.pid, 0)
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return usage.ru_utime + usage.ru_stime, perf_counter() - started, peak


if __name__ == "__main__":
    main()
