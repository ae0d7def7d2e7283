"""spBLEU: BLEU on the pieces of a SentencePiece model, for any language (Goyal et al., 2022; NLLB Team, 2022)."""

from __future__ import annotations

from typing import ClassVar

from mtqc.metrics.bleu import Bleu
from mtqc.metrics.computing import Computing
from mtqc.metrics.lexical.options import one_of
from mtqc.metrics.naming import MetricName


class SpBleu(Bleu):
    """BLEU with the tokeniser of FLORES-200, or of another that ``tokenize`` names; else as ``Bleu``.

    sacreBLEU downloads the tokeniser's model when it is first used.
    """

    summary: ClassVar[str] = "BLEU on subwords, which suits every language alike"

    @classmethod
    def tokenizer_asked(cls, name: MetricName, computing: Computing) -> str | None:
        """The tokeniser, one of SentencePiece's.

        Raises:
            MissingExtraError: packages are missing.
            SettingsError: the name asks for another, or the model cannot be had.
        """
        from mtqc.metrics.lexical.tokenizers import SENTENCE_PIECE, tokenizer_asked

        return tokenizer_asked(one_of(name, "tokenize", SENTENCE_PIECE[0], SENTENCE_PIECE), computing.offline)
