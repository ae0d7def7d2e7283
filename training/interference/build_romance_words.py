"""Makes the tables of French, Italian, Portuguese and Spanish nouns and adjectives that agreement is judged by.

    apt-get download hunspell-fr-comprehensive=1:7.0-1 hunspell-pt-pt=1:7.5.0-1 hunspell-es=1:7.5.0-1
    npm pack italian-words-dict@3.4.0 italian-adjectives-dict@3.4.0 italian-verbs-dict@3.4.0
    for package in *.deb; do dpkg -x "$package" unpacked; done
    python training/interference/build_romance_words.py .

The argument is the folder of all that. French comes from the dictionary of Grammalecte (MPL 2.0), Portuguese from that
of the Projecto Natura (MPL 1.1), Spanish from RLA-ES (MPL 1.1) with the genders of ``nouns.es.toml``, Italian from
Morph-it! (CC BY-SA 2.0); each table stays under the licence of its source. Only words that wordfreq knows are kept.

``words.CODE`` has a line for each beginning of three letters: the beginning, a tabulator, and the rest of each form
that begins so, as ``rest:NA[v][p]`` between blanks. N are the cells in which the form is a noun, A those in which it is
an adjective, as hexadecimal digits: 1 masculine, 2 feminine, 4 masculine plural, 8 feminine plural. ``v`` marks what
may be a verb as well, ``p`` an adjective that is a participle. The files are compressed by zlib and go to
src/mtqc/data/interference/agreement.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import wordfreq
from hunspell_words import Word, hunspell_words

DESTINATION = Path(__file__).parents[2] / "src" / "mtqc" / "data" / "interference" / "agreement"
HUNSPELL = Path("unpacked", "usr", "share", "hunspell")
BEGINNING = 3
LEAST_ZIPF = 1.5
MASCULINE, FEMININE = 1, 2
PLURAL = 4
"""What the cells of the singular are multiplied by to give those of the plural."""
BOTH = MASCULINE | FEMININE
EVERY = BOTH | BOTH * PLURAL
GENDERS = {"mas": MASCULINE, "fem": FEMININE, "epi": BOTH, "m": MASCULINE, "f": FEMININE, "_": BOTH, "2": BOTH}


class Reading(NamedTuple):
    """One way to read a form."""

    form: str
    noun: int = 0
    adjective: int = 0
    is_verb: bool = False
    is_participle: bool = False


def french(folder: Path) -> Iterator[Reading]:
    """Entries and rules both have notes: ``po:`` the part of speech, ``is:`` gender and number."""
    for word in hunspell_words(folder / HUNSPELL / "fr"):
        own, of_rule = set(word.notes.split()), set(word.rule_notes.split())
        kinds = {note for note in of_rule if note.startswith("po:")} or {note for note in own if note.startswith("po:")}
        notes = {note[3:] for note in own | of_rule if note.startswith("is:")}
        gender = sum({GENDERS[note] for note in notes & GENDERS.keys()}) & BOTH or BOTH
        cells = _numbered(gender, "sg" in notes, "pl" in notes)
        if kinds & {"po:npr", "po:nom"} and word.form[:1].isupper():
            # Where names are written small, "du canada" is no apple.
            yield Reading(word.form.lower(), noun=EVERY)
        is_verb = any(kind.startswith("po:v") or kind in FRENCH_VERBS for kind in kinds - {"po:ppas", "po:adj"})
        yield Reading(
            word.form,
            noun=cells if "po:nom" in kinds else 0,
            adjective=cells if kinds & {"po:adj", "po:ppas"} else 0,
            is_verb=is_verb and "po:ppas" not in kinds,
            is_participle="po:ppas" in kinds,
        )


FRENCH_VERBS = {
    f"po:{name}"
    for name in ("infi", "ppre", "ipre", "iimp", "ipsi", "ifut", "cond", "spre", "simp", "impe", "1sg", "3sg")
}


def portuguese(folder: Path) -> Iterator[Reading]:
    """Notes are written ``[CAT=nc,G=m,N=s]``, and ``+G=f,N=p`` where a rule changes some."""
    for word in hunspell_words(folder / HUNSPELL / "pt_PT"):
        notes = dict(re.findall(r"(\w+)=(\w+)", word.notes.partition("$")[0] + word.rule_notes))
        kind = notes.get("CAT")
        is_invariable = word.form.endswith("s") and not word.flag and "p" not in word.flags
        number = "" if is_invariable else notes.get("N", "").lower()
        gender = GENDERS.get(notes.get("G", "_"), BOTH)
        gender = corrected("pt", word.form, corrected("pt", word.entry, gender))
        if kind == "adj" and not word.entry.endswith(("o", "a", "ão", "u", "ês", "or")):
            gender = BOTH
        cells = _numbered(gender, number == "s", number == "p")
        is_participle = kind == "v" and notes.get("T") == "ppa"
        yield Reading(
            word.form,
            noun=cells if kind in ("nc", "a_nc") else 0,
            adjective=cells if kind in ("adj", "a_nc") or is_participle else 0,
            is_verb=kind == "v" and not is_participle,
            is_participle=is_participle,
        )


CORRECTIONS: dict[str, dict[str, int]] = {
    "it": {"zione": FEMININE, "sione": FEMININE},
    "pt": {
        "ação": FEMININE,
        "ição": FEMININE,
        **dict.fromkeys(("ista", "istas", "idiota", "cara", "caixa", "cobra", "panda", "fusca", "pais"), BOTH),
        "ismo": MASCULINE,
        "filtragem": FEMININE,
        "maquilhagem": FEMININE,
        **dict.fromkeys(
            ("escala", "bíblia", "miniatura", "implosão", "concussão", "camioneta", "disenteria"), FEMININE
        ),
        **dict.fromkeys(("agronomia", "diáspora", "xenofobia"), FEMININE),
        **dict.fromkeys(("barrado", "tolerado", "rotor"), MASCULINE),
        **dict.fromkeys(
            (
                "capanga",
                "borgonha",
                "personagem",
                "alerta",
                "extra",
                "moral",
                "capital",
                "carpete",
                "disquete",
                "drive",
                "grama",
            ),
            BOTH,
        ),
    },
}
"""Genders of words, or of all words with an ending, that the sources have wrong; "coração" keeps its own."""


def corrected(code: str, noun: str, gender: int) -> int:
    """The gender of a noun, put right."""
    if noun == "coração":
        return gender
    return next((right for ending, right in CORRECTIONS[code].items() if noun.endswith(ending)), gender)


def spanish(folder: Path) -> Iterator[Reading]:
    """Flag S makes plurals and G feminines; all other rules that change an infinitive are the verb's."""
    genders = SpanishGenders()
    for word in hunspell_words(folder / HUNSPELL / "es_ES", with_prefixes=True):
        if word.flag not in ("", "S", "G"):
            if word.entry.endswith(INFINITIVES):
                yield Reading(word.form, is_verb=True)
        elif word.entry.endswith(INFINITIVES) and VERB_FLAGS & set(word.flags):
            yield Reading(word.form, is_verb=True)
        elif "S" in word.flags or word.entry.endswith(INVARIABLE) or word.entry in genders.words:
            yield from _spanish_noun(word, genders)


INFINITIVES = ("ar", "er", "ir", "ír")
ADJECTIVE_ENDINGS = ("ico", "ivo", "oso")
"""Endings of adjectives, of which few are nouns as well."""
INVARIABLE = ("sis", "itis", "xis", "virus")
VERB_FLAGS = set("REIX")


def _spanish_noun(word: Word, genders: SpanishGenders) -> Iterator[Reading]:
    has_feminine = "G" in word.flags and word.entry not in genders.words
    is_adjective = has_feminine and word.entry.endswith(ADJECTIVE_ENDINGS)
    is_plural = word.form.endswith("s")
    if word.flag == "G":
        if has_feminine:
            cells = _numbered(FEMININE, not is_plural, is_plural)
            yield Reading(word.form, noun=0 if is_adjective else cells, adjective=cells)
        return
    gender = MASCULINE if has_feminine else genders.of(word.entry)
    is_invariable = "S" not in word.flags
    cells = _numbered(gender, not word.flag and not is_invariable, word.flag == "S")
    yield Reading(
        word.form,
        noun=0 if is_adjective else cells,
        adjective=cells if has_feminine or cells in ADJECTIVE_CELLS else 0,
    )


ADJECTIVE_CELLS = {BOTH, BOTH * PLURAL, EVERY}


class SpanishGenders:
    """The genders of Spanish nouns, by ``nouns.es.toml``."""

    def __init__(self) -> None:
        table = tomllib.loads(Path(__file__).with_name("nouns.es.toml").read_text(encoding="utf-8"))
        self.words: dict[str, int] = {}
        for name, gender in (("masculine", MASCULINE), ("feminine", FEMININE), ("either", BOTH)):
            self.words |= dict.fromkeys(table["words"][name].split(), gender)
        self.endings = [
            (ending, gender)
            for name, gender in (("masculine", MASCULINE), ("feminine", FEMININE))
            for ending in table["endings"][name].split()
        ]
        self.endings.sort(key=lambda entry: -len(entry[0]))

    def of(self, noun: str) -> int:
        """The gender or both."""
        if noun in self.words:
            return self.words[noun]
        if noun.endswith(("ista", "ísta")):
            return BOTH
        return next((gender for ending, gender in self.endings if noun.endswith(ending)), BOTH)


def italian(folder: Path) -> Iterator[Reading]:
    """Nouns have one gender there, which is not always right: it is taken where the ending confirms it."""
    for lemma, entry in _json(folder / "italian-words-dict-3.4.0.tgz", "words").items():
        gender = _italian_gender(lemma, GENDERS[entry["G"].lower()])
        plural = entry.get("P") or ""
        is_invariable = plural in ("", lemma, lemma + "s") or lemma[-1] not in "aeio"
        yield Reading(lemma, noun=_numbered(gender, not is_invariable, False))
        if plural and plural != lemma:
            is_regular = plural[-1] == ("e" if lemma[-1] == "a" and gender == FEMININE else "i")
            yield Reading(plural, noun=_numbered(gender if is_regular else BOTH, False, True))
    verbs = _json(folder / "italian-verbs-dict-3.4.0.tgz", "verbs")
    participles = {form for entry in verbs.values() for form in _strings(entry.get("part"))}
    for lemma, entry in _json(folder / "italian-adjectives-dict-3.4.0.tgz", "adjectives").items():
        is_participle = lemma in participles
        own = MASCULINE if entry.get("FS") != lemma else BOTH
        yield Reading(lemma, adjective=own, is_participle=is_participle)
        for key, cells in (("FS", FEMININE), ("MP", MASCULINE * PLURAL), ("FP", FEMININE * PLURAL)):
            if isinstance(entry.get(key), str):
                yield Reading(entry[key], adjective=cells, is_participle=is_participle)
    for infinitive, entry in verbs.items():
        yield Reading(infinitive, is_verb=True)
        for mood in ("cond", "ger", "impr", "ind", "sub"):
            for form in _strings(entry.get(mood)):
                yield Reading(form, is_verb=True)


ITALIAN_EITHER = """
    mano foto moto auto radio eco libido dinamo virago euro ago biro promo metro polo video stereo demo sindaco avvocato
    architetto ministro medico soldato capo prefetto deputato magistrato notaio pilota poeta profeta pirata atleta
    monarca patriarca autodidatta ipocrita idiota patriota suicida stratega rosa viola arancio blu caccia guida guardia
    spia recluta sentinella vittima persona membro gorilla boia duca papa vaglia mitra sosia nonnulla delta koala puma
    panda yoga karma nirvana boa cobra fuco fuga via media cinema problema data pari modo parka vodka tempia
    vaticano papà sofà bebè caffè tè lunedì venerdì orecchio frutto muro filo osso dito braccio lato senso cavolo re
    fan mail fortune case console pixel file
"""


def _italian_gender(noun: str, listed: int) -> int:
    if noun in ITALIAN_EITHER.split() or noun.endswith(("ista", "cida", "iatra", "crate", "peuta")):
        return BOTH
    if noun.endswith(("zione", "sione", "tà", "tù")):
        return FEMININE
    return listed if noun.endswith(("a", "o")) else BOTH


def _json(package: Path, member: str) -> dict[str, Any]:
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/dist/{member}.json")
        assert file is not None
        content: dict[str, Any] = json.load(file)
    return content


def _strings(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for value in entry.values():
            yield from _strings(value)


def _numbered(gender: int, is_singular: bool, is_plural: bool) -> int:
    """The cells of a gender in a number, in both where neither or each is named."""
    if is_singular == is_plural:
        return gender | gender * PLURAL
    return gender * PLURAL if is_plural else gender


def write(code: str, readings: Iterator[Reading]) -> None:
    """Puts the readings of each form together and writes them."""
    nouns: dict[str, int] = defaultdict(int)
    adjectives: dict[str, int] = defaultdict(int)
    verbs: set[str] = set()
    participles: set[str] = set()
    others: set[str] = set()
    for reading in readings:
        if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", reading.form) or not reading.form.islower():
            continue
        nouns[reading.form] |= reading.noun
        adjectives[reading.form] |= reading.adjective
        if reading.is_verb:
            verbs.add(reading.form)
        if reading.adjective:
            (participles if reading.is_participle else others).add(reading.form)
    participles -= others
    buckets: dict[str, list[str]] = defaultdict(list)
    for form in sorted(nouns):
        if nouns[form] | adjectives[form] and wordfreq.zipf_frequency(form, code) >= LEAST_ZIPF:
            note = f"{nouns[form]:x}{adjectives[form]:x}" + "v" * (form in verbs) + "p" * (form in participles)
            buckets[form[:BEGINNING]].append(f"{form[BEGINNING:]}:{note}")
    text = "\n".join(f"{beginning}\t {' '.join(forms)} " for beginning, forms in sorted(buckets.items()))
    path = DESTINATION / f"words.{code}"
    path.write_bytes(zlib.compress(text.encode("utf-8"), 9))
    print(f"{path.name}: {sum(map(len, buckets.values())):,} forms, {path.stat().st_size:,} bytes")


def main(folder: Path) -> None:
    """Writes the four tables."""
    for code, read in (("fr", french), ("it", italian), ("pt", portuguese), ("es", spanish)):
        write(code, read(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
