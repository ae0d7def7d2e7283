"""sacreBLEU's tokenisers, and what to do where one cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from mtqc.errors import MissingExtraError, SettingsError, UnknownNameError

Tokenizer = Callable[[str], str]

SENTENCE_PIECE = ("flores200", "flores101", "spm", "spBLEU-1K")

_OF_LANGUAGE = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
_EXTRA_OF = {"ja-mecab": "ja", "ko-mecab": "ko", **dict.fromkeys(SENTENCE_PIECE, "spbleu")}


def word_splitter(name: str, split: Callable[[str], list[str]]) -> Callable[[str], list[str]] | None:
    """What splits a piece of text between blanks as the tokeniser splits the whole text; None if nothing can.

    The rules of 13a look no further than to the blanks around a piece. They leave letters and digits together, and
    split off a last full stop or comma; whatever else there is in a piece is left to ``split``, the tokeniser itself.
    """
    if name != "13a":
        return None

    def split_word(piece: str) -> list[str]:
        if piece.isalnum():
            return [piece]
        if piece[-1] in ".," and piece[:-1].isalnum():
            return [piece[:-1], piece[-1]]
        return split(piece)

    return split_word


def tokenizer_asked(name: str, offline: bool) -> str:
    """The name under which sacreBLEU signs with a tokeniser, once it is sure that it can be had.

    Raises:
        UnknownNameError, MissingExtraError, SettingsError: as :func:`tokenizer`.
    """
    # The old name of one of them, of which sacreBLEU warns.
    name = "flores101" if name == "spm" else name
    tokenizer(name, offline)
    return name


def tokenizer_of_language(language: str | None) -> str:
    """The tokeniser that sacreBLEU takes for a target language, given as a BCP 47 tag or None: 13a for most."""
    primary = (language or "").replace("_", "-").partition("-")[0].lower()
    return _OF_LANGUAGE.get(primary, "13a")


def advice(name: str, language: str | None) -> tuple[str, ...]:
    """A notice where a tokeniser does not suit the target language, as sacreBLEU warns of."""
    better = tokenizer_of_language(language)
    if better in ("13a", name) or name in ("char", *SENTENCE_PIECE):
        return ()
    return (
        f"the tokenizer {name} does not find words in this language: tokenize={better} does, and spbleu does without",
    )


def tokenizer(name: str, offline: bool = False) -> Tokenizer:
    """The tokeniser of that name, sacreBLEU's own; those of spBLEU download their model when they are first used.

    Raises:
        UnknownNameError: there is none of that name; names the nearest.
        MissingExtraError: it needs packages that are not installed.
        SettingsError: its model or dictionary is missing, forbidden to download, or not the one that sacreBLEU knows.
    """
    from sacrebleu.metrics.bleu import BLEU

    if name not in BLEU.TOKENIZERS:
        raise UnknownNameError("tokenizer", name, BLEU.TOKENIZERS)
    if name not in SENTENCE_PIECE:
        return _of_rules(name)
    place = _model_of(name)
    if offline and not place.exists():
        raise SettingsError(f"the tokenizer {name} needs its model {place}, and downloads are forbidden (offline)")
    return _of_pieces(name)


@lru_cache(maxsize=8)
def _of_rules(name: str) -> Tokenizer:
    from sacrebleu.metrics.bleu import BLEU

    try:
        found: Tokenizer = BLEU(tokenize=name).tokenizer
    except (ImportError, RuntimeError, AssertionError) as error:
        # What sacreBLEU asserts is that the dictionary is the one it knows.
        if name in _EXTRA_OF and not isinstance(error, AssertionError):
            raise MissingExtraError(f"the tokenizer {name}", _EXTRA_OF[name]) from error
        raise SettingsError(f"the tokenizer {name} cannot be used: {_first_line(error)}") from error
    return found


def _model_of(name: str) -> Path:
    """Where sacreBLEU keeps the model of one of SentencePiece's tokenisers."""
    from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS
    from sacrebleu.utils import SACREBLEU_DIR

    return Path(SACREBLEU_DIR) / "models" / Path(SPM_MODELS[name]["url"]).name


@lru_cache(maxsize=4)
def _of_pieces(name: str) -> Tokenizer:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.tokenizers.tokenizer_spm import SPM_MODELS

    place = _model_of(name)
    there = place.exists()
    try:
        found: Tokenizer = BLEU(tokenize=name).tokenizer
    except ImportError as error:
        raise MissingExtraError(f"the tokenizer {name}", _EXTRA_OF[name]) from error
    # Whatever goes wrong in a download, sacreBLEU lets through or even ends the program.
    except (Exception, SystemExit) as error:
        if there:
            raise SettingsError(f"{place}: no model of the tokenizer {name}; delete it to get it again") from error
        problem = f"cannot get its model from {SPM_MODELS[name]['url']} ({_first_line(error)})"
        raise SettingsError(f"the tokenizer {name} {problem}; put it into {place}") from error
    return found


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
