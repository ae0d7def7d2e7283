"""Texts of other kinds than news and medicine, so that what makes a manual is not taken for what makes a translation.

other_kinds.toml names them; they lie below a folder into which their packages were unpacked.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpora import Stream
from lxml import etree, html

from mtqc.languages.identification import identify

TABLE = tomllib.loads(Path(__file__).with_name("other_kinds.toml").read_text(encoding="utf-8"))
KINDS = {text["corpus"]: text.get("kind", "manuals") for text in (*TABLE["text"], TABLE["pages"])} | {
    "mlqe-sources": "encyclopaedia",
    "mt-geneval": "encyclopaedia",
    "contratico": "encyclopaedia",
    "cocoa-mt": "dialogue",
}
"""The kind of text of each corpus."""
_MOST_WORDS = 60_000
"""Of one corpus in one language: large manuals say the same again and again."""
_LONGEST_PARAGRAPH = 1_000
_SHORTEST_IN_PDF = 8
_LEAST_PAGE = 100


def manuals(folder: Path, code: str) -> Iterator[Stream]:
    """What the packages below a folder hold in a language, a stream a file."""
    for text in TABLE["text"]:
        for origin in ("native", "ht"):
            pattern = text.get(origin, {}).get(code)
            if pattern:
                names = text.get("names", {}).get(origin, {}).get(code)
                paths = [path for path in folder.glob(pattern) if not names or any(name in str(path) for name in names)]
                yield from _streams(text["corpus"], code, origin, folder, paths)


def _streams(corpus: str, code: str, origin: str, folder: Path, paths: Iterable[Path]) -> Iterator[Stream]:
    words = 0
    for path in sorted(paths, key=lambda path: (zlib.crc32(path.name.encode()), path)):
        paragraphs = []
        for paragraph in _tidied(_paragraphs(path)) if words < _MOST_WORDS else ():
            if words < _MOST_WORDS:
                paragraphs.append(paragraph)
                words += len(paragraph.split())
        if paragraphs:
            source = "" if origin == "native" else "en"
            key = f"{corpus}-{path.relative_to(folder)}"
            yield Stream(corpus, code, origin, source, corpus, key, tuple(range(len(paragraphs))), tuple(paragraphs))


def _paragraphs(path: Path) -> list[str]:
    if path.suffix == ".pdf":
        return _pdf_paragraphs(path)
    if path.suffix == ".page":
        tree = etree.parse(path)
        return ["".join(element.itertext()) for element in tree.iter("{*}p", "{*}title")]
    data = path.read_bytes()
    if not data.strip():
        return []
    page = html.fromstring(data)
    for part in page.xpath("//pre|//script|//style|//table|//nav|//*[@class='navfooter' or @class='navheader']"):
        if part.getparent() is not None:
            part.drop_tree()
    return [part.text_content() for part in page.xpath("//p|//h1|//h2|//h3|//li[not(.//p)]|//dd[not(.//p)]")]


def _pdf_paragraphs(path: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, text=True, check=False)
    pieces = re.split(r"\n\s*\n|\f", run.stdout)
    joined = (re.sub(r"(\w)[-\u00ad‐]\n(\w)", r"\1\2", piece).replace("\n", " ") for piece in pieces)
    return [piece for piece in joined if len(piece.split()) >= _SHORTEST_IN_PDF]


def _tidied(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        words = paragraph.split()
        if words and len(words) <= _LONGEST_PARAGRAPH:
            yield " ".join(words)


def pages(folder: Path, code: str) -> Iterator[Stream]:
    """The main text of native web pages in a language, a stream a page."""
    import trafilatura

    table: Mapping[str, Any] = TABLE["pages"]
    paths = {path.name: path for pattern in table["files"] for path in sorted(folder.glob(pattern))}
    for name, path in sorted(paths.items()):
        content = path.read_bytes().decode("utf-8", "replace")
        text = trafilatura.extract(content, include_comments=False, include_tables=False) or ""
        identified = identify(text)
        if len(text.split()) >= _LEAST_PAGE and identified and identified.language == code:
            paragraphs = tuple(_tidied(text.split("\n")))
            positions = tuple(range(len(paragraphs)))
            yield Stream(table["corpus"], code, "native", "", "pages", f"web-{name}", positions, paragraphs)


def single_sentences(data: Path, code: str) -> Iterator[Stream]:
    """Sentences of encyclopaedias and conversations: English ones, and their translations by people."""
    found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name in ("contrastive.jsonl.gz", "contrastive_more.jsonl.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                sentence = row["src"].rpartition("<sep>")[2].strip()
                if code == "en" and row["lp"] in ("en-de", "en-fr"):
                    found[row["corpus"], "native"][sentence] = sentence
                elif row["lp"] == f"en-{code}":
                    found[row["corpus"], "ht"].setdefault(sentence, row["good"])
    if code == "en":
        with gzip.open(data / "sentence_scores.tsv.gz", "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["corpus"] == "mlqe-pe" and row["lp"] in ("en-de", "en-zh"):
                    found["mlqe-sources", "native"][row["source"]] = row["source"]
    for (corpus, origin), sentences in found.items():
        source = "" if origin == "native" else "en"
        texts = tuple(sentences.values())
        yield Stream(corpus, code, origin, source, corpus, corpus, tuple(range(len(texts))), texts)
