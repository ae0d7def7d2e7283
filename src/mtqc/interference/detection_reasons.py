"""The reasons for a detection's probabilities, in sentences that an editor understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mtqc.errors import UnknownNameError
from mtqc.interference.detection_evidence import GroupEvidence
from mtqc.interference.detection_source import SourceLanguage
from mtqc.interference.evidence import Evidence, Group
from mtqc.interference.homes import Mention
from mtqc.interference.style.classifier import Style
from mtqc.languages import language
from mtqc.model import Reason, Segment

_MOST_SHOWN = 4
_LONGEST_SHOWN = 40
_MOST_RATES = 2
_LEAST_WEIGHT = 0.05
_LEAST_HOME_SHARE = 0.4

_SENTENCES = {
    Group.RESIDUE: ("Words left in {language}", "Words left in another language"),
    Group.AGREEMENT: ("Words that do not agree", "Words that do not agree"),
    Group.COGNATE: ("Invented words behind which a word of {language} shows", "Invented words"),
    Group.NAMES: ("Names as {language} spells them", "Names in a foreign form"),
    Group.SENSE: ("Words in a sense that {language} explains", "Words in a sense that another language explains"),
    Group.WORDING: ("Turns of phrase from {language}", "Turns of phrase from another language"),
    Group.TYPOGRAPHY: ("Marks and numbers set as in {language}", "Marks and numbers set as elsewhere"),
}
"""What a group's evidence is called: with the language that it points to, and without."""

NO_HARD_EVIDENCE = (
    "Nothing that only a machine leaves was found: style and wording cannot tell a machine from a human translator."
)
LITTLE_HARD_EVIDENCE = "That is too little for a verdict: human translators slip as well."
ONE_HARD_GROUP = (
    "Only one kind of evidence that a human translator would hardly leave: two are needed to speak of a machine."
)


NOTHING_NAMED = "Nothing in it points to a language: the order is that of the languages most is translated from."


def of_group(group: GroupEvidence, segments: Sequence[Segment], weight: float) -> Reason:
    """What a group's evidence says, with the words seen, as in "Words left in Spanish: “Según”, “Ya” (2 places)"."""
    named, unnamed = _SENTENCES[group.group]
    code = group.language
    opening = unnamed if code is None else named.format(language=language_name(code))
    places = len(group.evidence)
    counted = "1 place" if places == 1 else f"{places} places"
    return Reason(group.group.value, f"{opening}: {_listed(group.items, segments)} ({counted}).", weight)


def of_style(style: Style, weight: float) -> Reason:
    """How a text's style compares with native texts, and what in it readers can count."""
    if weight > _LEAST_WEIGHT:
        compared = f"Its style reads more translated than {style.percentile:g} % of native news of this length"
        rates = [
            f"{rate.rate:.1f} {rate.name} per 1,000 words, where most native news has {low:g} to {high:g}"
            for rate in style.rates[:_MOST_RATES]
            for low, high in (rate.native,)
        ]
        return Reason("style", f"{compared}{': ' if rates else ''}{'; '.join(rates)}.", weight)
    if weight < -_LEAST_WEIGHT:
        more = f"{100 - style.percentile:g} %" if style.percentile else "nearly all"
        return Reason("style", f"Its style reads native: {more} of native news reads more translated.", weight)
    return Reason("style", "Its style speaks neither for nor against.", weight)


def of_source(
    source: SourceLanguage,
    groups: Mapping[Group, GroupEvidence],
    segments: Sequence[Segment],
    mentions: Sequence[Mention] = (),
) -> tuple[Reason, ...]:
    """Why the likeliest source language is the likeliest, the weightiest first; and that nothing says so, if so."""
    found = [of_group(groups[kind], segments, weight) for kind, weight in source.by_group.items()]
    if source.shares and (named := of_home(mentions, next(iter(source.shares)), source.by_home)) is not None:
        found.append(named)
    weighed = by_weight(found)
    return (Reason("home", NOTHING_NAMED, 0.0),) if source.shares and not weighed else weighed


def of_home(mentions: Sequence[Mention], code: str, weight: float) -> Reason | None:
    """The names that speak for a language, the most frequent first; None where there are none.

    It reads "It mentions Lyon, Paris, Macron, Nantes and 4 other names, at home in French (9 times); names at home in
    English 2 times."
    """
    homes = [(mention, _home(mention, code)) for mention in mentions]
    counts: Counter[str] = Counter()
    for mention, home in homes:
        if home is not None:
            counts[home] += mention.count
    own = sorted((mention for mention, home in homes if home == code), key=lambda mention: -mention.count)
    if not own:
        return None
    shown = [mention.form for mention in own[:_MOST_SHOWN]]
    others = len(own) - len(shown)
    if others:
        listed = f"{', '.join(shown)} and {others} other name{'s' if others > 1 else ''}"
    else:
        listed = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    sentence = f"It mentions {listed}, at home in {language_name(code)} ({_times(counts.pop(code))})"
    if counts:
        (next_code, count), *_ = counts.most_common(1)
        sentence += f"; names at home in {language_name(next_code)} {_times(count)}"
    return Reason("home", f"{sentence}.", weight)


def _home(mention: Mention, likeliest: str) -> str | None:
    """The language that a name is put down to, the likeliest if several share it; None for what many have in common."""
    code, share = max(mention.languages.items(), key=lambda item: (item[1], item[0] == likeliest))
    return code if share >= _LEAST_HOME_SHARE else None


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def by_weight(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The weightiest first; those that weigh next to nothing are left out."""
    return tuple(
        sorted((reason for reason in reasons if abs(reason.weight) > _LEAST_WEIGHT), key=lambda r: -abs(r.weight))
    )


def language_name(code: str) -> str:
    """The English name of a language; its code where it has none."""
    try:
        return language(code).name
    except UnknownNameError:
        return code


def _listed(items: Sequence[Evidence], segments: Sequence[Segment]) -> str:
    shown: list[str] = []
    for found in items:
        seen = found.span.of(segments[found.passage].target).strip()
        if seen and (text := f"“{_shortened(seen)}”") not in shown:
            shown.append(text)
    return ", ".join([*shown[:_MOST_SHOWN], *(["…"] if len(shown) > _MOST_SHOWN else [])])


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"
