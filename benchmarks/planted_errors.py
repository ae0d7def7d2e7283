"""Recall: known errors are planted into human-translated units, and the default rules have to find them.

The honest pair of the noise in ui_strings.py: rules that never speak make no noise either. A planted error counts as
found when a rule that is meant to find it fires on the damaged unit and did not fire on the clean one.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents
from mtqc.glossary import Glossary, Term
from mtqc.model import Document, Segment
from mtqc.pipeline import Pipeline
from mtqc.settings import Settings

Plant = Callable[[Segment, random.Random], str | None]
PER_KIND = 400
NEIGHBOURS = 2_000
SEED = 20
TERMS = (
    Term("file", ("Datei",)),
    Term("password", ("Passwort", "Kennwort")),
    Term("directory", ("Verzeichnis",)),
    Term("server", ("Server",)),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error: how it is planted, which rules may find it, and whether it is a mechanical one."""

    name: str
    plant: Plant
    rules: tuple[str, ...]
    mechanical: bool = True


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--file", default="ui_strings.en-de.po.gz")
    parser.add_argument("--show", default="", help="print the planted errors of this kind that were not found")
    arguments = parser.parse_args()
    (document,) = read_documents(Input.of_path(arguments.data / arguments.file), ReadOptions())
    units = [unit for unit in document.segments if unit.source and unit.target.strip() and unit.target != unit.source]
    settings = Settings(
        source_language="en",
        target_language="de",
        do_not_translate=("GNOME", "Linux", "Debian", "Python", "GIMP"),
        # Rules are measured here, not the model.
        estimate="never",
    )
    pipeline = replace(Pipeline.of(settings), glossary=Glossary(TERMS))
    # What the rules learn from a document, such as its usual lengths, they have to learn from a sound one.
    neighbours = [
        replace(unit, id=f"neighbour {unit.id}") for unit in random.Random(SEED + 1).sample(units, NEIGHBOURS)
    ]

    print("| planted | rules meant to find it | found / planted | recall |\n| --- | --- | --- | --- |")
    for kind in KINDS:
        clean, damaged = _planted(kind, units)
        before = _firing(pipeline, [*clean, *neighbours], kind.rules)
        after = _firing(pipeline, [*damaged, *neighbours], kind.rules)
        found = sum(after[unit.id] > before[unit.id] for unit in damaged)
        mark = "" if kind.mechanical else " (not mechanical)"
        recall = found / len(damaged) if damaged else 0.0
        print(f"| {kind.name}{mark} | {', '.join(kind.rules)} | {found} / {len(damaged)} | {recall:.3f} |", flush=True)
        if kind.name == arguments.show:
            for unit in damaged:
                if after[unit.id] <= before[unit.id]:
                    print(f"    S {unit.source!r}\n    T {unit.target!r}")


def _planted(kind: Kind, units: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Clean units and their damaged twins, drawn with a fixed seed."""
    chance = random.Random(SEED)
    clean: list[Segment] = []
    damaged: list[Segment] = []
    for unit in chance.sample(units, len(units)):
        if len(clean) == PER_KIND:
            break
        target = kind.plant(unit, chance)
        if target is not None and target != unit.target:
            clean.append(unit)
            damaged.append(replace(unit, target=target))
    return clean, damaged


def _firing(pipeline: Pipeline, segments: list[Segment], rules: tuple[str, ...]) -> Counter[str]:
    report = pipeline.run([Document("planted", tuple(segments), "en", "de", "po")])
    return Counter(finding.segment.id for finding in report if finding.rule in rules)


# Not in character references and attributes, which are markup.
_NUMBER = re.compile(r"(?<![\w.,%$#:/*×-])[1-9]\d+(?![\w.,%;/*×-])")
_TAG = re.compile(r"</?(?:b|i|u|a|em|strong|code|p|br|span|tt|big|small)(?: [^<>]*)?/?>")
_PRINTF = re.compile(r"%(?:\d+\$)?[sdu](?![\w])")
_BRACE = re.compile(r"\{\w*\}")
_URL = re.compile(r"https?://[\w./-]+\w")
_EMAIL = re.compile(r"[\w.-]+@[\w-]+\.\w+")
_WORD = re.compile(r"[^\W\d_]{3,}")


def _drop(pattern: re.Pattern[str]) -> Plant:
    def plant(unit: Segment, chance: random.Random) -> str | None:
        if len(pattern.findall(unit.target)) != len(pattern.findall(unit.source or "")):
            return None
        places = list(pattern.finditer(unit.target))
        if not places:
            return None
        place = chance.choice(places)
        return unit.target[: place.start()] + unit.target[place.end() :]

    return plant


def _change_number(unit: Segment, chance: random.Random) -> str | None:
    places = [place for place in _NUMBER.finditer(unit.target) if place.group() in (unit.source or "")]
    if not places:
        return None
    place = chance.choice(places)
    changed = str(int(place.group()) + chance.choice((1, 3, 10)))
    return unit.target[: place.start()] + changed + unit.target[place.end() :]


def _change_placeholder(unit: Segment, chance: random.Random) -> str | None:
    for pattern, wrong in ((_PRINTF, "%q"), (_BRACE, "{falsch}")):
        place = pattern.search(unit.target)
        if place and pattern.search(unit.source or ""):
            return unit.target[: place.start()] + wrong + unit.target[place.end() :]
    return None


def _break_tag(unit: Segment, chance: random.Random) -> str | None:
    place = _TAG.search(unit.target)
    if not place or not _TAG.search(unit.source or ""):
        return None
    return unit.target[: place.start()] + place.group().replace("<", "< ", 1) + unit.target[place.end() :]


def _change_url(unit: Segment, chance: random.Random) -> str | None:
    place = _URL.search(unit.target)
    if not place or place.group() not in (unit.source or ""):
        return None
    return unit.target[: place.start()] + place.group().replace("://", ":// ", 1) + unit.target[place.end() :]


def _truncate(unit: Segment, chance: random.Random) -> str | None:
    words = unit.target.split(" ")
    # Columns of command-line help are set with runs of blanks: there a quarter may be all blanks.
    return " ".join(words[: len(words) // 4]) if len(words) >= 12 and "" not in words else None


def _loop(unit: Segment, chance: random.Random) -> str | None:
    words = unit.target.split()
    if len(words) < 8:
        return None
    return " ".join(words + words[-3:] * 6)


def _copy_source(unit: Segment, chance: random.Random) -> str | None:
    return unit.source if len(_WORD.findall(unit.source or "")) >= 6 else None


def _leave_source_words(unit: Segment, chance: random.Random) -> str | None:
    source, target = (unit.source or "").split(" "), unit.target.split(" ")
    if len(source) < 14 or len(target) < 14 or "\n" in unit.target:
        return None
    start = len(source) // 3
    return " ".join(target[: len(target) // 2] + source[start : start + 7] + target[len(target) // 2 :])


def _other_language(unit: Segment, chance: random.Random) -> str | None:
    if len(_WORD.findall(unit.source or "")) < 8:
        return None
    return chance.choice(
        (
            "No se ha podido abrir el archivo porque no existe en esta carpeta.",
            "Le fichier n'a pas pu être ouvert parce qu'il n'existe pas dans ce dossier.",
            "Не удалось открыть файл, потому что его нет в этой папке.",
            "Il file non può essere aperto perché non esiste in questa cartella.",
        )
    )


def _break_encoding(unit: Segment, chance: random.Random) -> str | None:
    if not any(character in unit.target for character in "äöüÄÖÜß„“"):
        return None
    return unit.target.encode().decode("cp1252", errors="replace")


def _replacement_character(unit: Segment, chance: random.Random) -> str | None:
    return unit.target.replace("ü", "\ufffd", 1) if "ü" in unit.target else None


def _insert(text: str, rate: float = 0.5) -> Plant:
    def plant(unit: Segment, chance: random.Random) -> str | None:
        if len(_WORD.findall(unit.target)) < 3:
            return None
        place = unit.target.find(" ", int(len(unit.target) * rate))
        return None if place < 0 else unit.target[:place] + text + unit.target[place:]

    return plant


def _prefix(text: str) -> Plant:
    def plant(unit: Segment, chance: random.Random) -> str | None:
        return text + unit.target if len(_WORD.findall(unit.target)) >= 4 else None

    return plant


def _double_word(unit: Segment, chance: random.Random) -> str | None:
    places = list(re.finditer(r"(?<= )[a-zäöüß]{4,}(?= )", unit.target))
    if not places:
        return None
    place = chance.choice(places)
    return unit.target[: place.end()] + " " + place.group() + unit.target[place.end() :]


def _homoglyph(unit: Segment, chance: random.Random) -> str | None:
    place = re.search(r"(?<=[a-z])[aeo](?=[a-z])", unit.target)
    if not place:
        return None
    return unit.target[: place.start()] + {"a": "а", "e": "е", "o": "о"}[place.group()] + unit.target[place.end() :]


def _drop_bracket(unit: Segment, chance: random.Random) -> str | None:
    place = unit.target.rfind(")")
    if place < 0 or unit.target.count("(") != unit.target.count(")") or (unit.source or "").count("(") == 0:
        return None
    return unit.target[:place] + unit.target[place + 1 :]


def _drop_quote(unit: Segment, chance: random.Random) -> str | None:
    if unit.target.count("„") != 1 or unit.target.count("“") != 1:
        return None
    return unit.target.replace("“", "", 1)


def _drop_final(mark: str) -> Plant:
    def plant(unit: Segment, chance: random.Random) -> str | None:
        if not (unit.source or "").endswith(mark) or not unit.target.endswith(mark):
            return None
        return unit.target[:-1] if len(_WORD.findall(unit.target)) >= 3 else None

    return plant


def _forget_term(unit: Segment, chance: random.Random) -> str | None:
    for term in TERMS:
        if re.search(rf"\b{term.source}s?\b", unit.source or "", re.IGNORECASE):
            changed = unit.target
            for target in term.targets:
                changed = re.sub(re.escape(target), "Objekt", changed, flags=re.IGNORECASE)
            if changed != unit.target:
                return changed
    return None


def _translate_name(unit: Segment, chance: random.Random) -> str | None:
    for name in ("GNOME", "Linux", "Debian", "Python", "GIMP"):
        if re.search(rf"\b{name}\b", unit.source or "") and len(re.findall(rf"\b{name}\b", unit.target)) == 1:
            return re.sub(rf"\b{name}\b", "Zwerg", unit.target)
    return None


KINDS = (
    Kind("number dropped", _drop(_NUMBER), ("accuracy/number",)),
    Kind("number changed", _change_number, ("accuracy/number",)),
    Kind("tag dropped", _drop(_TAG), ("markup/tag", "markup/tag-nesting")),
    Kind("tag broken", _break_tag, ("markup/tag", "markup/tag-nesting")),
    Kind("printf placeholder dropped", _drop(_PRINTF), ("markup/placeholder",)),
    Kind("brace placeholder dropped", _drop(_BRACE), ("markup/placeholder",)),
    Kind("placeholder changed", _change_placeholder, ("markup/placeholder",)),
    Kind("term replaced", _forget_term, ("terminology/glossary-term",)),
    Kind("name translated", _translate_name, ("accuracy/do-not-translate",)),
    Kind("URL broken", _change_url, ("accuracy/url", "markup/tag")),
    Kind("e-mail address dropped", _drop(_EMAIL), ("accuracy/email-address",)),
    Kind("truncated to a quarter", _truncate, ("accuracy/length",)),
    Kind("loop of three words", _loop, ("accuracy/repetition",)),
    Kind("source copied", _copy_source, ("accuracy/source-copied", "accuracy/wrong-language")),
    Kind("seven source words left", _leave_source_words, ("accuracy/untranslated",)),
    Kind("another language", _other_language, ("accuracy/wrong-language", "accuracy/wrong-script")),
    Kind("UTF-8 read as cp1252", _break_encoding, ("conventions/encoding",)),
    Kind("U+FFFD", _replacement_character, ("conventions/encoding",)),
    Kind("zero-width space", _insert("\u200b"), ("conventions/invisible-character",)),
    Kind("right-to-left override", _insert("\u202e"), ("conventions/invisible-character",)),
    Kind("Cyrillic letter in a word", _homoglyph, ("conventions/mixed-script",)),
    Kind("model talk", _prefix("Hier ist die Übersetzung: "), ("accuracy/model-talk",)),
    Kind("model talk in English", _prefix("Sure! Here is the translation:\n\n"), ("accuracy/model-talk",)),
    Kind("doubled word", _double_word, ("conventions/doubled-word",)),
    Kind("bracket dropped", _drop_bracket, ("conventions/brackets",)),
    Kind("closing quotation mark dropped", _drop_quote, ("conventions/quotation-pairing",)),
    Kind("question mark dropped", _drop_final("?"), ("conventions/end-punctuation",)),
    Kind("line break at the end dropped", _drop_final("\n"), ("markup/line-break",)),
    Kind("translation emptied", lambda unit, chance: "", ("accuracy/empty-target",)),
)


if __name__ == "__main__":
    main()
