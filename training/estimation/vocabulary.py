r"""Trims the vocabulary of the base encoder to the pieces that its languages use most.

    python training/estimation/vocabulary.py --encoder ENCODER --data ../shared/data --texts FOLDER … --test FOLDER \
        --out FOLDER

Kept are: special tokens, all pieces of one character, of whatever script, then the pieces used most, balanced by
language. Writes ``tokenizer.json`` (a Unigram model as before, ids renumbered in the old order), ``kept.npy`` (the old
id of each new one) and ``coverage.tsv`` (what it does to each language). ``--texts`` are where ``word_lists.py`` finds
texts to choose by, ``--test`` texts that choose nothing, on which coverage is measured: the Universal Declaration of
Human Rights, which is there in nearly all languages. Which pieces a fine-tuned model keeps needs no training again, as
its embeddings are those of the base encoder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from word_lists import Language, counted, frequencies, languages

BLANK = "▁"
_PRIOR = 100.0
"""How much a piece's own probability counts, as so many units of the weights of languages: it is how often the piece is
used in the balanced web text of a hundred languages that the vocabulary was made from."""
_GIVEN = 60_000
BYTES_A_ROW = 216
"""384 weights in blocks of 32: 16 bytes and a scale of 2."""


@dataclass(frozen=True)
class Coverage:
    """What trimming does to a language, over the words of a text of so many different words.

    ``before`` and ``after`` are tokens a word; ``changed`` is the share of words that are split otherwise, ``unknown``
    the share of tokens that became unknown (those that always were are not counted).
    """

    words: int
    before: float
    after: float
    changed: float
    unknown: float


def main() -> None:
    """Chooses, writes and reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[Path("/usr/share/locale")])
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=150_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[], help="further sizes to report on")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    full = json.loads((arguments.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_str(json.dumps(full))
    known = languages()
    ranked = ranking(full, tokenizer, known, frequencies(known, arguments.texts, arguments.data))
    tested = counted(known, [arguments.test])
    print("pieces\tembedding MB\ttokenizer.json.gz MB\ttokens a word, mean\tworst language")
    for size in sorted({*arguments.sizes, arguments.pieces}):
        kept = chosen(full, ranked, size)
        text = trimmed(full, kept)
        measured = coverage(tokenizer, Tokenizer.from_str(text), known, tested)
        zipped = len(gzip.compress(text.encode(), 9, mtime=0))
        ratios = {tag: one.after / one.before for tag, one in measured.items()}
        worst = max(ratios, key=ratios.__getitem__)
        print(
            f"{len(kept)}\t{len(kept) * BYTES_A_ROW / 1e6:.1f}\t{zipped / 1e6:.2f}"
            f"\t+{100 * (np.mean(list(ratios.values())) - 1):.1f} %\t{worst} +{100 * (ratios[worst] - 1):.1f} %"
        )
        if size == arguments.pieces:
            arguments.out.mkdir(parents=True, exist_ok=True)
            (arguments.out / "tokenizer.json").write_text(text, encoding="utf-8")
            np.save(arguments.out / "kept.npy", np.asarray(kept, np.int32))
            write_coverage(arguments.out / "coverage.tsv", measured, known)


def ranking(
    full: dict, tokenizer: Tokenizer, known: Mapping[str, Language], counts: Mapping[str, Counter[str]]
) -> list[int]:
    """The ids of all pieces, the most useful first.

    Useful is what saves tokens: how often a piece is used, times by how many the pieces that would take its place are
    more. For the latter the pieces used most are taken as given.
    """
    vocabulary = full["model"]["vocab"]
    merits = np.array([math.exp(score) if score else 0.0 for _, score in vocabulary])
    merits *= _PRIOR / merits.sum()
    for tag, language in known.items():
        words = list(counts[tag])
        own = np.zeros(len(vocabulary))
        # Where words are written without blanks, some stand after one all the same.
        for before in ("", BLANK) if language.joined else (BLANK,):
            for word, ids in zip(words, _split(tokenizer, words, before), strict=True):
                for piece in ids:
                    own[piece] += counts[tag][word]
        if own.any():
            merits += language.weight * own / own.sum()
    ranked = [int(piece) for piece in np.argsort(-merits, kind="stable")]
    given = chosen(full, ranked, _GIVEN)
    core = Tokenizer.from_str(trimmed(full, given)).model
    savings = np.array([max(1, len(core.tokenize(text)) - 1) for text, _ in vocabulary])
    savings[given] = savings.max()
    return [int(piece) for piece in np.argsort(-merits * savings, kind="stable")]


def chosen(full: dict, ranked: Sequence[int], size: int) -> list[int]:
    """The ids to keep, in their order: special tokens, single characters, then the most useful."""
    vocabulary = full["model"]["vocab"]
    kept = {token["id"] for token in full["added_tokens"]}
    kept |= {piece for piece, (text, _) in enumerate(vocabulary) if len(text) == 1}
    for piece in ranked:
        if len(kept) >= size:
            break
        kept.add(piece)
    return sorted(kept)


def trimmed(full: dict, kept: Sequence[int]) -> str:
    """The tokenizer with these pieces only, their ids renumbered."""
    vocabulary = full["model"]["vocab"]
    new = {old: place for place, old in enumerate(kept)}
    model = {
        **full["model"],
        "vocab": [vocabulary[old] for old in kept],
        "unk_id": new[full["model"]["unk_id"]],
    }
    added = [{**token, "id": new[token["id"]]} for token in full["added_tokens"]]
    return json.dumps({**full, "added_tokens": added, "model": model}, ensure_ascii=False, separators=(",", ":"))


def coverage(
    before: Tokenizer, after: Tokenizer, known: Mapping[str, Language], counts: Mapping[str, Counter[str]]
) -> dict[str, Coverage]:
    """What trimming does to the words of each language."""
    unknown_before, unknown_after = before.token_to_id("<unk>"), after.token_to_id("<unk>")
    found = {}
    for tag in known:
        words = list(counts[tag])
        if not words:
            continue
        weights = np.array([counts[tag][word] for word in words], float)
        weights /= weights.sum()
        old, new = _split(before, words, BLANK), _split(after, words, BLANK)
        lengths = np.array([[len(first), len(second)] for first, second in zip(old, new, strict=True)], float)
        lost = [
            max(0, second.count(unknown_after) - first.count(unknown_before)) / max(1, len(second))
            for first, second in zip(old, new, strict=True)
        ]
        same = [
            [before.id_to_token(piece) for piece in first] == [after.id_to_token(piece) for piece in second]
            for first, second in zip(old, new, strict=True)
        ]
        found[tag] = Coverage(
            len(words),
            float(weights @ lengths[:, 0]),
            float(weights @ lengths[:, 1]),
            float(weights @ ~np.array(same)),
            float(weights @ np.array(lost)),
        )
    return found


def _split(tokenizer: Tokenizer, words: Sequence[str], before: str) -> list[list[int]]:
    """The pieces of each word with this before it."""
    normalise, model = tokenizer.normalizer.normalize_str, tokenizer.model
    return [[token.id for token in model.tokenize(before + normalise(word))] for word in words]


def write_coverage(path: Path, measured: Mapping[str, Coverage], known: Mapping[str, Language]) -> None:
    """A line for each language."""
    lines = ["language\tin the encoder\twords\ttokens a word before\tafter\twords split otherwise\tunknown"]
    lines += [
        f"{tag}\t{'yes' if known[tag].in_encoder else 'no'}\t{one.words}\t{one.before:.3f}\t{one.after:.3f}"
        f"\t{100 * one.changed:.2f} %\t{100 * one.unknown:.3f} %"
        for tag, one in sorted(measured.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
