"""A term of the glossary that the translation does not use."""

from __future__ import annotations

from collections.abc import Iterator

from mtqc.checks.base import Example, Need, SegmentCheck
from mtqc.checks.context import Context
from mtqc.glossary import Term
from mtqc.glossary.matching import contains, find_exactly
from mtqc.model import Category, Finding, Segment, Severity

_ACCOUNT = Term("user account", ("Benutzerkonto",))


class GlossaryTerm(SegmentCheck):
    """Fires on source terms none of whose wanted translations is in the target in any form."""

    rule = "terminology/glossary-term"
    category = Category.WRONG_TERM
    severity = Severity.MAJOR
    summary = "A term is not translated as the glossary says."
    why = "Readers take two words for two things; a product's terms are agreed on so that they can rely on them."
    silent_on = (
        "inflected forms, since lemmas are compared and endings may differ",
        "compounds that contain the term, with or without hyphens: languages build them where others use phrases",
        "a term that is part of a longer term of the glossary: the longer one is asked for",
        "terms with a forbidden word in their place, which terminology/forbidden-term reports",
    )
    needs = frozenset({Need.SOURCE, Need.GLOSSARY})
    bad = (
        Example(
            "Das Nutzerprofil wurde gelöscht.",
            source="The user account was deleted.",
            source_language="en",
            target_language="de",
            terms=(_ACCOUNT,),
        ),
        Example(
            "Abra la carpeta y copie el archivo.",
            source="Open the directory and copy the file.",
            source_language="en",
            target_language="es",
            terms=(Term("directory", ("directorio",)),),
        ),
    )
    good = (
        Example(
            "Löschen Sie die alten Benutzerkonten.",
            source="Delete the old user accounts.",
            source_language="en",
            target_language="de",
            terms=(_ACCOUNT,),
            note="both sides are inflected",
        ),
        Example(
            "Die Benutzerkontoverwaltung ist offen.",
            source="User account management is open.",
            source_language="en",
            target_language="de",
            terms=(_ACCOUNT,),
            note="part of a compound",
        ),
        Example(
            "Der Kontoinhaber ist verreist.",
            source="The account holder is away.",
            source_language="en",
            target_language="de",
            terms=(Term("account", ("Nutzerkonto",)), Term("account holder", ("Kontoinhaber",))),
            note="the longer term is the one that counts",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """A finding a term, at its first place in the source."""
        source = context.source
        if source is None:
            return
        seen: set[Term] = set()
        for match in context.document.term_index.find(source):
            term = match.term
            if term in seen or not term.targets:
                continue
            seen.add(term)
            if any(contains(context.target, wanted, context.target_language) for wanted in term.targets):
                continue
            if any(
                next(find_exactly(context.target, word, term.case_sensitive, context.target_language), None)
                for word in term.forbidden
            ):
                continue
            wanted = " or ".join(f'"{target}"' for target in term.targets)
            note = f" ({term.note})" if term.note else ""
            yield self.finding(
                segment,
                f'The term "{match.span.of(segment.source or "")}" should be translated as {wanted}{note}.',
                source=match.span,
                confidence=0.85,
                evidence={"wanted": list(term.targets)},
            )
