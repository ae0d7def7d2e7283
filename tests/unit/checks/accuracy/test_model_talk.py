from __future__ import annotations

import pytest

from mtqc.checks.accuracy.model_talk import ModelTalk
from mtqc.checks.base import Example
from mtqc.model import Finding, Severity

from ..running import findings_on


def on(target: str, source: str | None = None, target_language: str | None = "de") -> list[Finding]:
    return findings_on(ModelTalk(), Example(target, source, "en", target_language))


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("Here is the translation: ", "de"),
        ("**Here's the translation of the text:**\n\n", "de"),
        ("Translation: ", "de"),
        ("Sure, here is the translated text:\n", "de"),
        ("Translate the following text into German: ", "de"),
        ("Natürlich! Hier ist die Übersetzung:\n", "de"),
        ("Voici la traduction : ", "fr"),
        ("Aquí tienes la traducción:\n", "es"),
        ("Ecco la traduzione: ", "it"),
        ("Aqui está a tradução: ", "pt"),
        ("Hier is de vertaling: ", "nl"),
        ("Oto tłumaczenie: ", "pl"),
        ("Вот перевод: ", "ru"),
        ("İşte çeviri: ", "tr"),
        ("以下是翻译：", "zh"),
        ("以下は翻訳です：", "ja"),
        ("다음은 번역입니다: ", "ko"),
        ("إليك الترجمة: ", "ar"),
        ("यह रहा अनुवाद: ", "hi"),
        ("German: ", "de"),
        ("Deutsch: ", "de"),
    ],
)
def test_an_announcement_is_marked_up_to_the_translation(opening: str, language: str) -> None:
    (finding,) = on(opening + "Xyz abc.", "The battery is low.", language)
    assert finding.target_text == opening
    assert finding.suggestions == ("",)


@pytest.mark.parametrize(
    "refusal",
    [
        "As an AI language model, I can't do this.",
        "I'm sorry, but I cannot translate this text.",
        "I’m sorry, but I can’t assist with that.",
        "Als KI-Sprachmodell kann ich das nicht.",
        "抱歉，我无法翻译这段文字。",
    ],
)
def test_a_refusal_is_critical_and_covers_everything(refusal: str) -> None:
    (finding,) = on(refusal, "Kill the process.")
    assert finding.severity is Severity.CRITICAL
    assert finding.target_text == refusal
    assert finding.suggestions == ()


@pytest.mark.parametrize(
    ("target", "source"),
    [
        ("Übersetzung: Anna Müller", "Translation: Anna Müller"),
        ("Als KI-Sprachmodell lernt es.", "As an AI language model, it learns."),
        ("Es tut mir leid, aber ich kann dabei nicht helfen.", "I am sorry but I can't help."),
        ("Natürlich, hier ist Ihr Tee: grün.", "Of course, here is your tea: green."),
        ("Hier ist die Übersetzung des Romans im Regal", "Here is the novel on the shelf"),
        ("Deutsch: der, die, das", "German: the"),
        ("Deutsch:", "German"),
        ("Sicherheit: Hier ist alles gut.", "Safety first."),
        ("Benutzer <pad> und __init__ sind Namen.", "User <pad> and __init__ are names."),
        ("## Output\nText", "## Output\ntext"),
        (
            "Hinweis: Das Gerät ist heiß und sollte nicht berührt werden.\n",
            "Note: The device is hot. Do not touch it.\n",
        ),
        ("Der Text.\nAnmerkung: Das Gerät ist sehr heiß, bitte beachten.", "The text. Note: very hot."),
    ],
)
def test_the_same_in_the_source_or_in_another_sense_is_fine(target: str, source: str) -> None:
    assert on(target, source) == []


@pytest.mark.parametrize(
    ("target", "fires"),
    [
        ("Hier ist die Übersetzung:\n\nDas ist der Text, den Sie wollten.", True),
        ("Übersetzung: Das ist der Text, den Sie haben wollten.", True),
        ("Übersetzung: Anna Müller", False),
        ("Übersetzung:", False),
        ("Ich kann dabei nicht helfen.", False),
        ("Es tut mir leid, aber ich kann dabei nicht helfen.", False),
        ("### Response\nText", False),
        ("Das ist der Text.<|endoftext|>", True),
        ("[INST] Das ist der Text. [/INST]", True),
        ("▁Das ▁ist", True),
    ],
)
def test_without_a_source_only_the_unmistakable_counts(target: str, fires: bool) -> None:
    assert bool(on(target)) == fires


@pytest.mark.parametrize(
    ("note", "fires"),
    [
        ("\n\nNote: I translated this freely.", True),
        ("\n\n**Note:** The translation keeps the original names.", True),
        (" (Note: The translation is informal.)", True),
        ("\n（注：原文有误。）", True),
        ("\n\nAnmerkung: Der Preis ist ohne Steuer.", False),
        (" (Note: batteries not included.)", False),
    ],
)
def test_a_remark_on_the_translation_at_the_end_is_marked(note: str, fires: bool) -> None:
    found = on("Das ist der Text, den wir haben wollten." + note, "This is the text that we wanted.")
    assert [finding.target_text for finding in found] == ([note] if fires else [])


def test_a_remark_that_the_source_has_a_place_for_is_its_translation() -> None:
    assert on("Der Text ist fertig.\nHinweis: Ich habe Hunger.", "The text is done.\nNote: I am hungry.") == []
    assert on("Der Text ist da.\nHinweis: Ich habe das frei übersetzt.", "The text. Translated freely by me.") == []


@pytest.mark.parametrize(
    "token",
    ["<|im_end|>", "<unk>", "</think>", "[/INST]", "▁", "⁇", "\n### Response:", "\n```"],
)
def test_tokens_and_marks_of_prompts_are_marked(token: str) -> None:
    found = on("Der Akku ist leer." + token, "The battery is flat.")
    assert [finding.target_text for finding in found] == [token.lstrip("\n")]


def test_ten_tokens_are_enough() -> None:
    assert len(on("▁Wort" * 50, "Words")) == 10
