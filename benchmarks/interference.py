"""How well a translation is read without its source: the sample article, news of known origin, composed texts, speed.

    python benchmarks/interference.py                 the development half
    python benchmarks/interference.py --held-back     the half that nobody tuned on: run it once, at the end

The data lie outside the repository (--data, $MTQC_SHARED_DATA or ../shared); rows without their data are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import mtqc
from mtqc.interference.detection import detect
from mtqc.interference.prose import Prose
from mtqc.interference.reading import Reading, read
from mtqc.languages import language
from mtqc.model import Detection, Segment, Verdict

TEXTS = Path(__file__).with_name("interference_texts")
_MOST_AUC_LENGTH = 400
_LEAST_SOURCE_WORDS = 300
_DEVELOPMENT, _HELD_BACK = "wmt21", "wmt22"


@dataclass(frozen=True)
class Text:
    """A text of known origin: native, ht (human translation) or mt; ``source`` is "" for native text."""

    name: str
    language: str
    origin: str
    source: str
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A text with all that is said of it."""

    text: Text
    reading: Reading
    detection: Detection


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("MTQC_SHARED_DATA", "../shared")))
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--list", choices=["native", "ht", "mt"], help="print the findings in such texts, to be read")
    arguments = parser.parse_args()
    half = "held back" if arguments.held_back else "development: style and rates were learnt from these texts"
    print("| what | measured | at least | aim |\n| --- | --- | --- | --- |")
    # Speed first: memory is that of a process born of this one, which is not small for long.
    for row in (*speed(arguments.data), *article(arguments.data), *composed(arguments.held_back)):
        print(row)
    news = list(judged_news(arguments.data, held_back=arguments.held_back))
    if news:
        print(f"| **news, {half}** | | | |")
    for measure in (areas, machine_verdicts, native_findings, source_languages):
        for row in measure(news):
            print(row)
    for judged in news if arguments.list else ():
        if judged.text.origin == arguments.list:
            for found in judged.reading.reported:
                seen = found.span.of(judged.text.segments[found.passage])
                print(f"{judged.text.name}\t{found.rule}\t{seen}\t{judged.text.segments[found.passage]}")


def _row(what: str, measured: str, least: str = "", aim: str = "") -> str:
    return f"| {what} | {measured} | {least} | {aim} |"


def article(data: Path) -> Iterator[str]:
    """The annotated article: its spans, what is found outside them, its source language."""
    path = data / "examples" / "article.de.txt"
    if not path.is_file():
        return
    # All that an editor sees of mtqc check, quotation marks and dashes too.
    report = mtqc.check(path, target_language="de")
    findings = report.findings
    with path.with_name("article.de.gold.tsv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [(row["tier"], int(row["line"]), *_place(lines[int(row["line"]) - 1], row["span"])) for row in gold]
    found = [
        (
            finding.position.line,
            finding.position.column - 1,
            finding.position.column - 1 + len(finding.target_text or ""),
        )
        for finding in findings
        if finding.position is not None
    ]
    for tier, least in (("must", "all"), ("should", "6"), ("hard", "")):
        of_tier = [place[1:] for place in places if place[0] == tier]
        hits = sum(any(_overlap(place, other) for other in found) for place in of_tier)
        yield _row(f"sample article: `{tier}` spans found", f"{hits} of {len(of_tier)}", least)
    outside = sum(not any(_overlap(place[1:], other) for place in places) for other in found)
    yield _row("sample article: findings outside every annotated span", str(outside), "≤ 3", "0")
    detection = report.detection
    if detection is not None:
        shares = f"{detection.source_language.get('es', 0):.3f} / {detection.machine or 0:.3f}"
        yield _row("sample article: source language Spanish / machine", shares, "≥ 0.9 / ≥ 0.9")


def _place(line: str, span: str) -> tuple[int, int]:
    start = line.find(span)
    return start, start + len(span)


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def composed(held_back: bool) -> Iterator[str]:
    """Texts written for mtqc: literal renderings and native counterparts."""
    folder = TEXTS / ("held-back" if held_back else "tuned")
    texts = [_composed(path) for path in sorted(folder.glob("*.txt"))]
    judged = [judge(text) for text in texts]
    machine = [one for one in judged if one.text.origin == "mt"]
    native = [one for one in judged if one.text.origin == "native"]
    right = sum(one.detection.source == one.text.source for one in machine)
    first = sum(next(iter(one.detection.source_language), None) == one.text.source for one in machine)
    caught = sum(one.detection.verdict is Verdict.MACHINE for one in machine)
    wrong = sum(one.detection.verdict in (Verdict.MACHINE, Verdict.TRANSLATED) for one in native)
    what = f"composed texts, {folder.name}"
    yield _row(f"{what}: literal renderings called machine", f"{caught} of {len(machine)}")
    yield _row(f"{what}: source language first / named", f"{first} / {right} of {len(machine)}")
    yield _row(f"{what}: native texts called machine or translated", f"{wrong} of {len(native)}", "", "0")


def _composed(path: Path) -> Text:
    _, source, _ = path.name.split(".")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    is_native = source == "de"
    return Text(path.name, "de", "native" if is_native else "mt", "" if is_native else source, tuple(lines))


def judge(text: Text) -> Judged:
    """Reads a text."""
    segments = [Segment(str(number), segment) for number, segment in enumerate(text.segments)]
    reading = read(Prose(segments, language(text.language), None))
    return Judged(text, reading, detect(reading.prose, reading.evidence))


def judged_news(data: Path, *, held_back: bool) -> Iterator[Judged]:
    """News in German, English and French in documents of some 400 words, and single German texts of 190."""
    year = _HELD_BACK if held_back else _DEVELOPMENT
    path = data / "data" / "mt_vs_human.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [row for row in map(json.loads, file) if row["corpus"] == year]
        for text in _documents(rows, _MOST_AUC_LENGTH):
            yield judge(text)
    path = data / "data" / "german_texts.jsonl"
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            is_held_back = hashlib.md5(row["group"].encode(), usedforsecurity=False).hexdigest()[0] in "abcdef"
            # The news tests among them are in mt_vs_human, too.
            if is_held_back is held_back and not row["group"].startswith("wmt"):
                origin = {"human": "native"}.get(row["label"], row["label"])
                yield judge(Text(row["group"], row["lang"], origin, row["src_lang"] or "", (row["text"],)))


def _documents(rows: list[dict[str, object]], words: int) -> Iterator[Text]:
    """Consecutive segments of each source, human translation and system, until there are so many words."""
    streams: defaultdict[tuple[str, str, str, str], dict[str, str]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row["lp"], row["seg"])):
        source, target = str(row["lp"]).split("-")
        # The same German article may be the source of two pairs.
        streams["source", source, "native", ""].setdefault(str(row["src"]), str(row["src"]))
        for field, origin in (("human", "ht"), ("mt", "mt")):
            for system, translation in row[field].items():  # type: ignore[attr-defined]  # JSON
                streams[system, target, origin, source][str(row["seg"])] = translation
    for (system, target, origin, source), segments in streams.items():
        current: list[str] = []
        for segment in filter(str.strip, segments.values()):
            current.append(segment)
            if sum(len(text.split()) for text in current) >= words:
                yield Text(f"{source}-{target} {system}", target, origin, source, tuple(current))
                current = []


def _by_language(news: list[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    for code in ("de", "en", "fr"):
        yield code, [one for one in news if one.text.language == code and one.detection.machine is not None]


def areas(news: list[Judged]) -> Iterator[str]:
    """Machine against native: the area under the curve of the number ``machine``."""
    for code, of_language in _by_language(news):
        native = [one.detection.machine or 0.0 for one in of_language if one.text.origin == "native"]
        for origin, name in (("mt", "machine"), ("ht", "human translation")):
            translated = [one.detection.machine or 0.0 for one in of_language if one.text.origin == origin]
            if native and translated:
                what = f"{name} against native, {code}: AUC ({len(translated)} against {len(native)})"
                limits = ("0.93", "0.97") if origin == "mt" else ("", "")
                yield _row(what, f"{_area(native, translated):.3f}", *limits)


def _area(lower: list[float], higher: list[float]) -> float:
    """The share of pairs that are in the right order; ties count half."""
    ranked = sorted([(value, 0) for value in lower] + [(value, 1) for value in higher])
    total, start = 0.0, 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end][0] == ranked[start][0]:
            end += 1
        highs = sum(label for _, label in ranked[start:end])
        lows_below = sum(1 - label for _, label in ranked[:start]) if highs else 0
        total += highs * (lows_below + (end - start - highs) / 2)
        start = end
    return total / (len(lower) * len(higher))


def machine_verdicts(news: list[Judged]) -> Iterator[str]:
    """How often each origin is called machine, and translated."""
    limits = {"native": ("≤ 0.5 %", "0"), "ht": ("≤ 2 %", "≤ 0.5 %"), "mt": ("", "")}
    names = {"native": "native texts", "ht": "human translations", "mt": "machine translations"}
    for code, of_language in _by_language(news):
        for origin, name in names.items():
            found = [one.detection.verdict for one in of_language if one.text.origin == origin]
            if found:
                machine, translated = (found.count(v) / len(found) for v in (Verdict.MACHINE, Verdict.TRANSLATED))
                what = f"{name} called machine, {code} ({len(found)} documents)"
                yield _row(what, f"{machine:.2%} (translated: {translated:.1%})", *limits[origin])


def native_findings(news: list[Judged]) -> Iterator[str]:
    """Findings of the interference rules in native news."""
    for code in ("de", "en", "fr"):
        native = [one for one in news if one.text.language == code and one.text.origin == "native"]
        words = sum(one.reading.prose.words for one in native)
        if words:
            count = sum(len(one.reading.reported) for one in native)
            what = f"findings per 1,000 words of native news, {code} ({words:,} words)"
            yield _row(what, f"{1000 * count / words:.2f}", "≤ 1.0", "≤ 0.3")


def source_languages(news: list[Judged]) -> Iterator[str]:
    """How often the source language of translations is ranked first, is named, and is right when named."""
    sources: defaultdict[tuple[str, str], list[Detection]] = defaultdict(list)
    for code, of_language in _by_language(news):
        for one in of_language:
            if one.text.source and one.detection.words >= _LEAST_SOURCE_WORDS:
                sources[one.text.source, code].append(one.detection)
    firsts, counts = [], [0, 0, 0]
    for (source, target), found in sources.items():
        first = sum(next(iter(one.source_language), None) == source for one in found) / len(found)
        named = [one.source for one in found if one.source]
        firsts.append(first)
        for place, count in enumerate((len(found), len(named), named.count(source))):
            counts[place] += count
        yield _row(f"source language ranked first, {source} to {target} ({len(found)} documents)", f"{first:.2f}")
        yield _row(f"source language named, {source} to {target} / right when named", _named(named, found, source))
    if firsts:
        documents, named_in_all, right = counts
        mean = f"{sum(firsts) / len(firsts):.2f}"
        yield _row(f"source language ranked first, mean of {len(firsts)} pairs", mean, "0.7", "0.85")
        share = f"{right / named_in_all:.2f}" if named_in_all else "–"
        yield _row(
            "source language named / right when named, all", f"{named_in_all / documents:.2f} / {share}", "", "0.9"
        )


def _named(named: list[str], found: list[Detection], source: str) -> str:
    right = f"{named.count(source) / len(named):.2f}" if named else "–"
    return f"{len(named) / len(found):.2f} / {right}"


_LOAD = """
from time import process_time
started = process_time()
import mtqc
imported = process_time()
mtqc.detect("Der Bus kommt heute nicht. " * 40, target_language="de")
print(imported - started, process_time() - imported)
"""


def speed(data: Path) -> Iterator[str]:
    """Words a second once loaded, the time that loading takes, and the memory of it all."""
    loading = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
    _, load = map(float, loading.stdout.split())
    path = data / "examples" / "article.de.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for name in sorted((TEXTS / "tuned").glob("*.txt")):
        lines += name.read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(line for line in lines if line.strip())
    rate = _words_a_second(lambda: mtqc.detect(text, target_language="de"), len(text.split()))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield _row("speed: words a second after load", f"{rate:,.0f}", "20,000")
    yield _row("speed: load for German, CPU seconds", f"{load:.2f}", "≤ 0.7")
    yield _row("speed: peak memory, MB", f"{memory:.0f}", "≤ 300")


def _words_a_second(run: Callable[[], object], words: int) -> float:
    run()
    started = perf_counter()
    for _ in range(3):
        run()
    return 3 * words / (perf_counter() - started)


if __name__ == "__main__":
    main()
