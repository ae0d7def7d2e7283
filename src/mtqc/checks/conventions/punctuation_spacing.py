"""Blanks missing or superfluous next to punctuation, as each language has it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from mtqc.analysis.dashes import closed_up_dashes
from mtqc.analysis.punctuation import PunctuationRules, punctuation_of
from mtqc.checks.base import DocumentCheck, Example
from mtqc.checks.context import DocumentContext
from mtqc.languages import Language
from mtqc.model import Category, Document, Finding, Segment, Severity, Span

_BLANK_BEFORE = re.compile(r"""(?<=[^\W_]|[)\]"”“»%])[ \u00a0\u202f]([,.;:!?])(?=["”“»]?(?:\s|\Z))(?!\s+[,.;:!?])""")
_BLANK_BEFORE_HINT = re.compile(r"[ \u00a0\u202f][,.;:!?](?:[\s\"”“»]|\Z)")
# Two words with a mark between them, and no third: org.example.Name is no sentence. Bounded, to be linear.
_JOINED = re.compile(r"(?<![.@:/\\\w-])([\w-]{2,60}+)([,;.!?])(?=([\w-]{2,60}+))(?!\3[.@/\\(]\w)")
_JOINED_HINT = re.compile(r"[,;.!?][^\W\d_]{2}")
_LISTED = re.compile(r"\w[,;]\w")
_ABBREVIATED = re.compile(r"[^\W\d_][.!?][^\W\d_]{3}")
# Letters of Chinese and Japanese; Korean has blanks and half-width marks.
_HALF_WIDTH = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff])[,;!?](?=[\u3040-\u30ff\u4e00-\u9fff])")
_FULL_WIDTH = str.maketrans(",;!?", "，；！？")
_HALF_WIDTH_OF = {ord(full): half for half, full in zip(",;!?", "，；！？", strict=True)} | dict.fromkeys(
    map(ord, ",;!?")
)
_BARE_CLOSING = re.compile(r"""(?<=[^\W_]|[)\]%’"”…\ufffc])(?:[;:!?](?=[\s"”»)\]!?]|\Z)|»)""")
_SPACED_MARK = re.compile(r"[ \u00a0\u202f][;:!?»]|«[ \u00a0\u202f]")
_SPACED_MARK_HINT = re.compile(r"[;:!?«»]")
_FEWEST_HABITUAL = 3
_BARE_OPENING = re.compile(r"«(?=[^\s»])")
_BLANK_ENTITIES = ("&nbsp;", "&#160;", "&#xa0;", "&#8239;", "&#x202f;")
_LONGEST_ENTITY = 10
_FULL_WIDTH_LANGUAGES = frozenset({"ja", "yue", "zh"})
_HALF_WIDTH_ENDS = frozenset({"ja"})
"""Languages whose writers set question and exclamation marks in half width as well."""
_NAMES = {
    ",": "comma",
    ".": "full stop",
    ";": "semicolon",
    ":": "colon",
    "!": "exclamation mark",
    "?": "question mark",
    "»": "quotation mark",
    "«": "quotation mark",
}


class PunctuationSpacing(DocumentCheck):
    """Fires on blanks before and after punctuation that the language does not put there, and on dashes."""

    rule = "conventions/punctuation-spacing"
    category = Category.PUNCTUATION
    severity = Severity.MINOR
    summary = "A blank next to punctuation is missing or superfluous, or a dash is set as in another language."
    why = (
        "Each language has its own rules: French puts a no-break space before : ; ! ? and inside « », most others put "
        "none; German sets dashes with blanks around them, Spanish and English without. Readers see at once that a "
        "text comes from elsewhere, and a plain missing blank is a slip."
    )
    silent_on = (
        "placeholders, tags, addresses, times (10:30) and code (std::list): their punctuation is theirs",
        "ellipses, decimals and names that begin with a full stop (.NET)",
        "marks that the source spaces in the same way: it speaks about them, or sets a table",
        "words joined by a mark that the source has as well (README.Debian, auto,none)",
        "plain blanks where French has no-break ones: a matter of the keyboard",
        "the name of a program or field and its colon, where the source has the same (tar: …)",
        "all but the first place in a document that leaves out most of the blanks before a mark, or has most of its "
        "marks in half width: a house style, to be mended at once",
        "a blank before a colon in Hindi and its sisters, where it keeps the colon from being read as a letter",
        "question and exclamation marks of half width in Japanese: many writers set them so",
        "spaced em dashes: a house style",
    )
    judges_neighbours = True
    bad = (
        Example("Die Datei ist da , aber leer.", target_language="de", marks=" ,"),
        Example("Fertig.Bitte warten Sie.", source="Done. Please wait.", target_language="de", marks="."),
        Example("Enregistrer le fichier?", source="Save the file?", target_language="fr", marks="?"),
        Example("Il a dit «oui».", target_language="fr"),
        Example("Das Land —Venezuela— sendet Öl.", target_language="de", marks="—Venezuela—"),
        Example("好的,谢谢。", source="Okay, thanks.", target_language="zh", marks=","),
    )
    good = (
        Example("Enregistrer le fichier ?", source="Save the file?", target_language="fr"),
        Example("Rendez-vous à 10:30 : http://example.org:80/", target_language="fr"),
        Example("नाम : राम", source="Name: Ram", target_language="hi"),
        Example("Das Framework .NET 4.8 und der Wert .5 …", target_language="de"),
        Example("Das Land – Venezuela – sendet Öl.", target_language="de"),
        Example("Lesen Sie README.Debian.", source="Read README.Debian.", target_language="de"),
        Example("Trennen Sie die Werte mit , oder ; .", source="Part the values with , or ; .", target_language="de"),
    )

    def check(self, document: Document, context: DocumentContext) -> Iterator[Finding]:
        """One finding a place; one for all where the document leaves out most of the blanks before a mark."""
        language = context.target_language
        rules = punctuation_of(language)
        bare: defaultdict[str, list[Finding]] = defaultdict(list)
        spaced: Counter[str] = Counter()
        for segment in document.segments:
            text = segment.target
            if language is None or language.has_word_spaces:
                if _BLANK_BEFORE_HINT.search(text):
                    yield from self._superfluous(segment, context.of(segment).target.prose, rules)
                if _JOINED_HINT.search(text):
                    yield from self._joined(segment, context.of(segment).target.prose)
            elif language.code in _FULL_WIDTH_LANGUAGES:
                spaced.update(text.translate(_HALF_WIDTH_OF) if not text.isascii() else "")
                if _HALF_WIDTH.search(text):
                    for finding in self._half_width(segment, context.of(segment).target.prose, language):
                        bare[finding.target_text or ""].append(finding)
            if rules.space_before and _SPACED_MARK_HINT.search(text):
                prose = context.of(segment).target.prose
                spaced.update(match.strip() for match in _SPACED_MARK.findall(prose))
                for finding in self._bare(segment, prose, rules):
                    bare[finding.target_text or ""].append(finding)
            if rules.dash and "—" in text:
                yield from self._dashes(segment, context.of(segment).target.prose, rules.dash, language)
        for mark, findings in bare.items():
            if len(findings) > max(spaced[mark], _FEWEST_HABITUAL):
                yield self._habit(findings)
            else:
                yield from findings

    def _superfluous(self, segment: Segment, prose: str, rules: PunctuationRules) -> Iterator[Finding]:
        for match in _BLANK_BEFORE.finditer(prose):
            mark = match[1]
            source = segment.source or ""
            if mark in rules.space_before or mark in rules.space_tolerated:
                continue
            if match[0] not in source and mark not in source.split():
                message = f"There is a blank before the {_NAMES[mark]}."
                span = Span(match.start(), match.end())
                yield self.finding(segment, message, target=span, suggestions=(mark,), confidence=0.9)

    def _joined(self, segment: Segment, prose: str) -> Iterator[Finding]:
        source = segment.source or ""
        for match in _JOINED.finditer(prose):
            left, mark, right = match.groups()
            if not (_are_listed if mark in ",;" else _are_sentences)(left, right):
                continue
            if (_LISTED if mark in ",;" else _ABBREVIATED).search(source):
                continue
            if mark in ",;" and _is_bare_list(prose, mark):
                continue
            if f"{left}{mark}{right}" not in source:
                message = f"There is no blank after the {_NAMES[mark]} in {left}{mark}{right}."
                span = Span(*match.span(2))
                yield self.finding(segment, message, target=span, suggestions=(f"{mark} ",), confidence=0.85)

    def _half_width(self, segment: Segment, prose: str, language: Language) -> Iterator[Finding]:
        for match in _HALF_WIDTH.finditer(prose):
            mark = match[0]
            if mark in "!?" and language.code in _HALF_WIDTH_ENDS:
                continue
            if _LISTED.search(segment.source or ""):
                continue
            message = f"The {_NAMES[mark]} is half-width, between full-width characters."
            span, suggestion = Span(match.start(), match.end()), mark.translate(_FULL_WIDTH)
            yield self.finding(segment, message, target=span, suggestions=(suggestion,), confidence=0.8)

    def _bare(self, segment: Segment, prose: str, rules: PunctuationRules) -> Iterator[Finding]:
        for match in _BARE_CLOSING.finditer(prose):
            mark, start = match[0], match.start()
            before = segment.target[max(0, start - _LONGEST_ENTITY) : start].lower()
            if mark in rules.space_before and not before.endswith(_BLANK_ENTITIES) and not _is_prefix(segment, start):
                message = f"There is no blank before the {_NAMES[mark]}."
                suggestion = ("\u00a0" if mark in ":»" else "\u202f") + mark
                span = Span(start, start + 1)
                yield self.finding(segment, message, target=span, suggestions=(suggestion,), confidence=0.9)
        if "«" in rules.space_after:
            for match in _BARE_OPENING.finditer(prose):
                span = Span(match.start(), match.end())
                if not segment.target[span.end :].lower().startswith(_BLANK_ENTITIES):
                    message = "There is no blank after the quotation mark."
                    yield self.finding(segment, message, target=span, suggestions=("«\u00a0",), confidence=0.9)

    def _habit(self, bare: list[Finding]) -> Finding:
        """One finding for a document that has most of its marks without blanks, or of half width."""
        link = "nor" if bare[0].message.startswith("There is no") else "here and"
        message = f"{bare[0].message[:-1]}, {link} in {len(bare) - 1} other places."
        return replace(bare[0], message=message, confidence=0.7, evidence={"count": len(bare)})

    def _dashes(self, segment: Segment, prose: str, dash: str, language: Language | None) -> Iterator[Finding]:
        for closed_up in closed_up_dashes(prose, dash):
            text = closed_up.span.of(segment.target)
            name = language.name if language else "this language"
            yield self.finding(
                segment,
                f"The dash of {text} has no blanks around it; {name} sets {dash} with blanks."
                if len(text) > 1
                else f"The dash {text} has no blanks around it; {name} sets {dash} with blanks.",
                target=closed_up.span,
                suggestions=(closed_up.spaced,),
                confidence=0.9,
                category=Category.LOCALE_PUNCTUATION,
            )


def _is_prefix(segment: Segment, start: int) -> bool:
    """Whether the mark ends a label that the source has in the same form: the name of a program before its message."""
    label = segment.target[:start].rpartition(" ")[2] + segment.target[start]
    return len(label) > 1 and label in (segment.source or "")


def _are_sentences(left: str, right: str) -> bool:
    """Whether one sentence ends with a word and the next begins with the other: "Ende.Anfang", not "Ende.txt"."""
    return left[-2:].isalpha() and left[-1].islower() and right[0].isupper() and right[1].islower()


def _are_listed(left: str, right: str) -> bool:
    return left[-2:].isalpha() and left[-1].islower() and right[:2].isalpha()


def _is_bare_list(prose: str, mark: str) -> bool:
    """Whether the text sets a list without any blanks, as values for a program are."""
    return prose.count(mark) > 1 and f"{mark} " not in prose
