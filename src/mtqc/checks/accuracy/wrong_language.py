"""Texts in another language than the translation's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from mtqc.analysis.ordinary_words import ordinary_words, telling_words
from mtqc.analysis.related_languages import are_related
from mtqc.analysis.scripts import count_letters, scripts_of
from mtqc.analysis.unquoted import unquoted
from mtqc.analysis.words import find_words
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.errors import UnknownNameError
from mtqc.languages import Language, identify, language, tables
from mtqc.model import Category, Finding, Segment, Severity, Span

_FEWEST_CHARACTERS = 20
_FEWEST_LETTERS = 20
_MANY_LETTERS = 100
_FEWEST_WORDS = 4
_MANY_WORDS = 15
_FEWEST_ORDINARY = 4
_FEWEST_HITS = 2
_FEWEST_HITS_OF_A_RELATIVE = 4
_SHARED = 5
"""Function words that near relatives share, for one that only one of them has."""
_LEAST_SHARE = 0.2
"""Of the words, function words of the other language; running text has 0.3 to 0.5."""
_LEAST_SHARE_IF_SURE = 0.1
_SURE = 0.7
_VERY_SURE = 0.98
_FEWEST_IDEOGRAPHS = 12


class WrongLanguage(SegmentCheck):
    """Fires on segments whose words are another language's, by two indications that agree."""

    rule = "accuracy/wrong-language"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "The text is in another language than the translation's."
    why = "Models drift into English, into the source or into a neighbour of the target language."
    silent_on = (
        "texts of less than four words or twenty letters: they do not tell their language",
        "names, titles and other words in capitals: they are the same in many languages",
        "what stands between quotation marks: a quotation may stay in its language",
        "closely related languages, unless a long text leaves no doubt",
        "between varieties of one language, what already stands so in the source",
    )
    needs = frozenset({Need.TARGET_LANGUAGE})
    silences = ("accuracy/untranslated",)
    bad = (
        Example(
            "El archivo no se ha podido guardar en el disco.",
            source="The file could not be saved to disk.",
            source_language="en",
            target_language="de",
            marks="El archivo no se ha podido guardar en el disco.",
        ),
        Example("You can change this later if you want to.", target_language="fr"),
        Example("请在周五之前把所有文件发送到我们的办公室。", target_language="ja"),
    )
    good = (
        Example("Sein Motto war „The best is yet to come“.", target_language="de"),
        Example("John Williams, London Symphony Orchestra, Abbey Road Studios", target_language="de"),
        Example("Filen kunne ikke gemmes på disken.", target_language="nb", note="Danish, but who can tell"),
        Example("今週金曜日までにすべての書類を送ってください。", target_language="ja"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding at most, on the whole text."""
        if len(segment.target) < _FEWEST_CHARACTERS:
            return
        target = context.target_language
        assert target is not None
        if segment.target == segment.source and _is_one_language(context.source_language, target):
            return
        if not target.has_word_spaces:
            found = _chinese(context) if target.code == "ja" else None
        elif _is_at_home(context.target.vocabulary, target):
            return
        else:
            found = _language_of(context, target)
        if found is not None:
            other, confidence = found
            yield self.finding(
                segment,
                f"The text is in {other.name}, not in {target.name}.",
                target=Span(0, len(segment.target)),
                confidence=min(confidence, 0.95),
                evidence={"language": other.tag},
            )


def _is_one_language(source: Language | None, target: Language) -> bool:
    """Whether two varieties of one language are at hand: what the source says in another one stays so."""
    return source is not None and source.code == target.code


def _is_at_home(vocabulary: frozenset[str], target: Language) -> bool:
    """Whether nothing at a first look speaks for another language: few words, or words of the target's own, or none."""
    if len(vocabulary) < _FEWEST_WORDS:
        return True
    foreign = vocabulary & _foreign_words(target.code)
    own = len(vocabulary & target.function_words)
    if own >= max(1, len(foreign), _LEAST_SHARE * len(vocabulary)):
        # A near relative shares most function words: there the few others count.
        return len(foreign) < _FEWEST_HITS_OF_A_RELATIVE or own > _SHARED * len(foreign)
    if len(vocabulary) >= _MANY_WORDS:
        return False
    if len(foreign) < _FEWEST_HITS:
        return True
    known = tables.function_words()
    return max(Counter(code for word in foreign for code in known[word]).values()) < _FEWEST_HITS


@cache
def _foreign_words(code: str) -> frozenset[str]:
    """The function words of all languages but one that it does not have itself."""
    return frozenset(word for word, codes in tables.function_words().items() if len(word) > 1 and code not in codes)


def _language_of(context: Context, target: Language) -> tuple[Language, float] | None:
    """The other language that the text is in, and how sure that is; None if it may well be the target's."""
    prose = _without_quotations(context)
    ordinary = ordinary_words(prose)
    if len(ordinary) < _FEWEST_ORDINARY:
        return None
    best = identify(prose)
    if best is None or best.confidence < _SURE:
        return None
    other = _known(best.language)
    if other is None or other.code == target.code or other.script != target.script:
        return None
    letters = count_letters(prose, scripts_of(target.script))
    if are_related(other, target) and (letters < _MANY_LETTERS or best.confidence < _VERY_SURE):
        return None
    if not other.function_words:
        return (other, best.confidence) if letters >= _MANY_LETTERS and best.confidence >= _VERY_SURE else None
    share = _LEAST_SHARE_IF_SURE if best.confidence >= _VERY_SURE else _LEAST_SHARE
    if letters < _FEWEST_LETTERS or not _speaks(prose, ordinary, other, target, share):
        return None
    return other, best.confidence


def _speaks(prose: str, ordinary: list[str], language: Language, other: Language, share: float) -> bool:
    """Whether function words, so large a share at least, say that the prose is in one language, not in the other."""
    words = [word.text.lower() for word in find_words(prose)]
    telling = telling_words(language, other)
    hits = {word for word in words if word in telling}
    own = {word for word in words if word in telling_words(other, language)}
    content = [word for word in ordinary if word not in telling]
    return (
        len(hits) >= max(_FEWEST_HITS, share * len(set(words)))
        and len(hits) > 2 * len(own)
        and len(content) >= _FEWEST_HITS
    )


@cache
def _known(tag: str) -> Language | None:
    try:
        return language(tag)
    except UnknownNameError:
        return None


def _without_quotations(context: Context) -> str:
    """The prose with its quotations masked, unless nothing else is left."""
    rest = unquoted(context.target)
    return rest if ordinary_words(rest) else context.target.prose


def _chinese(context: Context) -> tuple[Language, float] | None:
    """Chinese, if a text for Japanese readers has many ideographs and not one kana."""
    prose = context.target.prose
    if (
        count_letters(prose, frozenset({"Hira", "Kana"}))
        or count_letters(prose, frozenset({"Hani"})) < _FEWEST_IDEOGRAPHS
    ):
        return None
    best = identify(prose, ("zh", "ja"))
    return (language("zh"), best.confidence) if best is not None and best.language == "zh" else None
