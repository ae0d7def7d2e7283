"""Words in a script that the target language does not use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mtqc.analysis.ordinary_words import ordinary_words
from mtqc.analysis.scripts import Run, count_letters, foreign_runs, is_possible_in, script_name, scripts_of
from mtqc.analysis.unquoted import unquoted
from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.checks.shortening import shortened
from mtqc.languages import Language
from mtqc.model import Category, Finding, Segment, Severity, Span

_LATIN = frozenset({"Latn"})
_SCRIPT_SUBTAG = 4
_GREEK, _HAN = "Greek", "Han"
_LETTERS_OF_A_WORD = 2
_LETTERS_OF_GREEK = 3
_FEWEST_LATIN_WORDS = 4
_FEWEST_LATIN_LETTERS = 20
_MOST_RUNS = 10
"""So many stretches of a text are reported one by one; where there are more, the text from first to last is."""
_LOOKALIKES = frozenset({"Greek", "Cyrillic"})
_LETTERS = {"Han": "Chinese characters"} | dict.fromkeys(("Japanese", "Hiragana", "Katakana"), "Japanese characters")
_BRACKETS = (("(", ")"), ("[", "]"), ("（", "）"), ("【", "】"))
_NEAR = 200
"""Characters on each side of a stretch in which brackets around it are looked for."""


class WrongScript(SegmentCheck):
    """Fires on words in letters that the target language is not written with, and on texts all in Latin letters."""

    rule = "accuracy/wrong-script"
    category = Category.UNTRANSLATED
    severity = Severity.MAJOR
    summary = "Words are in a script that the target language is not written in."
    why = "Readers cannot even read them aloud; models that know many languages slip Chinese or Russian words in."
    silent_on = (
        "words and characters that stand in the source, too, unless its language is written so: examples, names",
        "what stands in brackets or quotation marks: names and terms in their own script are explained that way",
        "single letters, and Greek ones by twos: symbols of units, mathematics and faces",
        "words in Latin letters within texts in another script: brands and abbreviations keep them everywhere",
        "languages of several scripts whose tag names none of them",
    )
    needs = frozenset({Need.TARGET_LANGUAGE})
    silences = ("accuracy/wrong-language",)
    bad = (
        Example("Das ist 非常 gut gelungen.", source="That worked very well.", target_language="de", marks="非常"),
        Example("Нажмите 保存 сейчас.", source="Press Save now.", target_language="ru", marks="保存"),
        Example(
            "Fayl sohranit ne udalos, poprobuyte pozzhe.",
            source="The file could not be saved, try again later.",
            source_language="en",
            target_language="ru",
            marks="Fayl sohranit ne udalos, poprobuyte pozzhe.",
        ),
        Example("The привет was heard.", source="Послышался привет.", source_language="ru", target_language="en"),
    )
    good = (
        Example("Moskau (russisch Москва) hat 13 Mio. Einwohner.", target_language="de"),
        Example("Der Widerstand beträgt 5 Ω, α = 0,5 µm.", target_language="de"),
        Example("Schreiben Sie 漢字 mit dem Pinsel.", source="Write 漢字 with a brush.", target_language="de"),
        Example("Microsoft Visual Studio Code Extensions", source="Microsoft VS Code add-ons", target_language="ru"),
        Example("Откройте файл в Microsoft Word.", target_language="ru"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """One finding a stretch of foreign letters, or one on a whole text in Latin letters."""
        target = context.target_language
        assert target is not None
        is_ascii = segment.target.isascii()
        if is_ascii and target.script == "Latn":
            return
        own = own_scripts(target)
        if not is_ascii and not is_possible_in(own | _LATIN, context.target.characters):
            yield from self._foreign(segment, context, target)
        if "Latn" not in own and len(segment.target) >= _FEWEST_LATIN_LETTERS and _is_latin(context, own):
            yield self.finding(
                segment,
                f"The text is all in Latin letters, which {target.name} is not written in.",
                target=Span(0, len(segment.target)),
                confidence=0.8,
            )

    def _foreign(self, segment: Segment, context: Context, target: Language) -> Iterator[Finding]:
        prose = unquoted(context.target)
        runs = [
            run
            for run in foreign_runs(prose, own_scripts(target) | _LATIN)
            if _is_word(run, segment) and not _is_set_off(run.span, prose)
        ]
        runs = [run for run in runs if not _is_expected(run.span.of(segment.target), run.script, context)]
        if len(runs) > _MOST_RUNS:
            runs = [Run(Span(runs[0].span.start, runs[-1].span.end), runs[0].script, runs[0].letters)]
        for run in runs:
            words = run.span.of(segment.target)
            yield self.finding(
                segment,
                f'"{shortened(words)}" is in '
                f"{_LETTERS.get(run.script, run.script + ' letters')}, which {target.name} does not use.",
                target=run.span,
                confidence=0.9 if segment.source else 0.7,
            )


@cache
def own_scripts(language: Language) -> frozenset[str]:
    """The Unicode scripts that a language is written in: that of its tag, or all in use if the tag names none."""
    if any(len(part) == _SCRIPT_SUBTAG for part in language.tag.split("-")[1:]):
        return scripts_of(language.script)
    text = files("mtqc").joinpath("data", "accuracy", "scripts.toml").read_text(encoding="utf-8")
    writings = tomllib.loads(text)["scripts"].get(language.code, [language.script])
    return frozenset().union(*map(scripts_of, writings))


def _is_word(run: Run, segment: Segment) -> bool:
    """Whether the stretch is more than a symbol; letters glued to a word in other letters are, whatever they mean."""
    target = segment.target
    start = run.span.start
    beside = target[max(0, start - 1) : start] + target[run.span.end : run.span.end + 1]
    if run.script in _LOOKALIKES and any(map(str.isalpha, beside)):
        # A word of mixed letters: another rule has it.
        return False
    if run.script == _GREEK:
        return run.letters >= _LETTERS_OF_GREEK
    if run.script == _HAN and segment.source is not None:
        return True
    return run.letters >= _LETTERS_OF_A_WORD or any(map(str.isalpha, beside))


def _is_set_off(span: Span, prose: str) -> bool:
    """Whether the stretch stands in brackets."""
    before = prose[max(0, span.start - _NEAR) : span.start]
    after = prose[span.end : span.end + _NEAR]
    return any(before.rfind(opening) > before.rfind(closing) and closing in after for opening, closing in _BRACKETS)


def _is_expected(words: str, script: str, context: Context) -> bool:
    """Whether the source has letters of that script without being written in it: they are what it is about."""
    if context.source is None:
        return False
    language = context.source_language
    if language is not None and count_letters(words, scripts_of(language.script)):
        return False
    names = {script_name(letter) for letter in context.source.characters if letter.isalpha() and not letter.isascii()}
    return script in names or (script == "Japanese" and "Han" in names) or words in context.source.text


def _is_latin(context: Context, own: frozenset[str]) -> bool:
    """Whether a text is running text in Latin letters alone, and not what the source has in such letters, too."""
    prose = context.target.prose
    if count_letters(prose, own) or count_letters(prose, _LATIN) < _FEWEST_LATIN_LETTERS:
        return False
    ordinary = ordinary_words(prose)
    kept = frozenset[str]() if context.source is None else context.source.vocabulary
    return len(ordinary) >= _FEWEST_LATIN_WORDS and 2 * sum(word in kept for word in ordinary) < len(ordinary)
