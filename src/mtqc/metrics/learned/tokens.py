"""From texts to the token ids of a model, with the place of each token in the text."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import combining

from mtqc.errors import CheckpointError
from mtqc.metrics.learned.encoder import VOCABULARY_FILES, base_configuration
from mtqc.metrics.learned.quiet import quiet

if TYPE_CHECKING:
    import torch

_DOUBLED = frozenset({"xlm-roberta", "xlm-roberta-xl", "roberta", "camembert"})
"""Kinds of models that write two separators between texts; BERT's kin write one."""

_PREFIXED = frozenset({"roberta", "gpt2"})
_ANY = 1_000_000
"""Tokenizers that know no limit give a number of 30 digits."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, without special ones.

    ``offsets`` has start and end of each token in code points of the text as it was given; a token may begin with the
    blank before its word.
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)

    def first(self, count: int) -> Tokens:
        """The first tokens of the text, at most so many."""
        return self if len(self.ids) <= count else Tokens(self.ids[:count], self.offsets[:count])


class Tokenizer:
    """The tokenizer in a folder of configuration and tokenizer files.

    ``longest`` is how many tokens its model reads at once, special ones included, None where it does not say.
    ``prefixed`` tells that the first word of a text is another token than later ones unless a blank stands before it.

    Raises:
        CheckpointError: the files cannot be read.
    """

    def __init__(self, folder: Path, name: str) -> None:
        from transformers import AutoTokenizer

        config = base_configuration(folder, name)
        # Without them transformers 5 makes a tokenizer that knows no word, and says nothing.
        if not any((folder / file).is_file() for file in VOCABULARY_FILES):
            raise CheckpointError(name, f"expected a tokenizer in {folder}, such as tokenizer.json; found none")
        with quiet():
            try:
                self._tokenizer: Any = AutoTokenizer.from_pretrained(
                    str(folder), local_files_only=True, use_fast=True, trust_remote_code=False
                )
            # transformers raises whatever the reader of one of a dozen formats came to.
            except Exception as error:
                problem = " ".join(str(error).split())[:200]
                raise CheckpointError(name, f"its tokenizer cannot be read from {folder}: {problem}") from error
        if not self._tokenizer.is_fast:
            raise CheckpointError(name, f"its tokenizer in {folder} does not say where its tokens are")
        self._doubled = config.model_type in _DOUBLED
        # Kinds that number positions from behind the padding id cannot use the first ones.
        first = config.pad_token_id + 1 if self._doubled else 0
        positions = getattr(config, "max_position_embeddings", None)
        longest = min(self._tokenizer.model_max_length, _ANY if positions is None else positions - first)
        self.longest: int | None = None if longest >= _ANY else longest
        self.prefixed = config.model_type in _PREFIXED

    def of(self, texts: Sequence[str]) -> tuple[Tokens, ...]:
        """The tokens of each text, none cut."""
        if not texts:
            return ()
        # verbose=False: mtqc itself says which texts are too long, and for what.
        encoded = self._tokenizer(
            list(texts),
            add_special_tokens=False,
            return_offsets_mapping=True,
            return_attention_mask=False,
            verbose=False,
        )
        return tuple(
            Tokens(tuple(ids), _with_marks(offsets, text))
            for ids, offsets, text in zip(encoded["input_ids"], encoded["offset_mapping"], texts, strict=True)
        )

    def ids(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """The ids of the tokens of each text, none cut: for models that need no places, in half the time."""
        if not texts:
            return ()
        encoded = self._tokenizer(list(texts), add_special_tokens=False, return_attention_mask=False, verbose=False)
        return tuple(tuple(ids) for ids in encoded["input_ids"])

    def joined(self, parts: Sequence[Sequence[int]]) -> list[int]:
        """The ids of some texts in one sequence: ``<s> a </s></s> b </s>``, or ``[CLS] a [SEP] b [SEP]``."""
        between = [self.separator] * (2 if self._doubled else 1)
        joined = [self.start, *(parts[0] if parts else ())]
        for part in parts[1:]:
            joined += [*between, *part]
        return [*joined, self.separator]

    def special_tokens(self, parts: int) -> int:
        """How many special tokens join so many texts."""
        return 2 + max(0, parts - 1) * (2 if self._doubled else 1)

    @cached_property
    def start(self) -> int:
        """The id of ``<s>`` or ``[CLS]``, which opens a sequence."""
        return self._special("cls_token_id", "bos_token_id")

    @cached_property
    def separator(self) -> int:
        """The id of ``</s>`` or ``[SEP]``, which ends a text."""
        return self._special("sep_token_id", "eos_token_id")

    @cached_property
    def padding(self) -> int:
        """The id that fills short sequences of a batch."""
        return self._special("pad_token_id")

    def _special(self, *names: str) -> int:
        for name in names:
            if (found := getattr(self._tokenizer, name, None)) is not None:
                return int(found)
        raise CheckpointError(str(self._tokenizer.name_or_path), f"its tokenizer has no {names[0]}")


def _with_marks(offsets: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """The offsets, with combining marks beside their letters: normalisation hides them from the tokenizer."""
    if text.isascii():
        return tuple((start, end) for start, end in offsets)
    starts = {start for start, _ in offsets}
    return tuple((start, _end_of_marks(end, text, starts)) for start, end in offsets)


def _end_of_marks(end: int, text: str, starts: Set[int]) -> int:
    while 0 < end < len(text) and end not in starts and combining(text[end]):
        end += 1
    return end


def padded(sequences: Sequence[Sequence[int]], padding: int, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids and attention mask of a batch, both of shape (sequences, longest), filled at the end."""
    import torch

    longest = max((len(sequence) for sequence in sequences), default=0)
    ids = torch.full((len(sequences), longest), padding, dtype=torch.long)
    mask = torch.zeros((len(sequences), longest), dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(list(sequence), dtype=torch.long)
        mask[row, : len(sequence)] = 1
    return ids.to(device), mask.to(device)


def cut_notice(cut: int, segments: int, limit: int, what: str = "end was left out") -> tuple[str, ...]:
    """The notice that so many of so many segments were longer than the model takes, none if none was."""
    if not cut:
        return ()
    were = "was" if cut == 1 else "were"
    return (
        f"{cut:,} of {segments:,} segments {were} longer than the {limit:,} tokens that the model reads: the {what}",
    )
