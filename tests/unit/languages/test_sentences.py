"""Sentences are found where a reader sees them, and nowhere else."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.languages.sentences import split_sentences
from mtqc.model import Span

# In each text, a vertical bar stands where one sentence ends and the next starts.
ENGLISH = (
    "It works.| We are done.",
    "Is it so?| Yes!| Good.",
    "See e.g. this one.| It is fine.",
    "Bring fruit, i.e. Apples from Kent.| Thanks.",
    "The U.S. Army left.| Nobody stayed.",
    "He moved to the U.S. The family stayed.",
    "J. S. Bach wrote it.| Nobody knew.",
    "Dr. Smith and Mrs. Jones came.| They sat down.",
    "See No. 5 and Fig. 3 for that.| Then go on.",
    "The answer was no.| Then she left.",
    "It costs 3.50 dollars.| That is a lot.",
    "Visit www.example.com/a.b now.| Or write to a.b@example.org today.",
    "Well... perhaps not.| We will see.",
    "So … it goes on.| It does.",
    "I left…| You stayed.",
    "“I go.”| She stayed.",
    '"Really?" he asked.| Nobody spoke.',
    "He said (quietly). She smiled.",
    "(He left.)| She stayed.",
    "They met at 5 p.m. The room was full.",
    "They met at 5 p.m. Monday in the hall.",
    "We sell pens, ink, etc. Paper is next door.",
    "We sell pens, ink, etc. They cost little.",
    "Apple Inc. Shares fell.",
    "1. Open the file.| 2. Close it.",
    "It ended in 1999.| Nobody cared.",
    "He got an A. It was his first.",
    "Smith et al. (2010) say so.| We agree.",
    "I like Yahoo! and others.| You too.",
    "First line\nstill the same sentence.| Second one.",
    "A title\n\n|A paragraph.",
    "The year was 44 B.C. and it rained.",
    "Prof. J. R. R. Tolkien taught.| He wrote too.",
    "Stop!!!| Why?!| Because.",
    "It was (!) Good luck that helped.| Truly.",
    "Version 2.0 is out.| Get it.",
    "The file is config.toml.| Edit it.",
    "approx. Ten people came.| They ate.",
    "A stop .| Alone it stands.",
    "See vol. II for more.| It is long.",
)
GERMAN = (
    "Das ist gut.| Wir gehen.",
    "Er kommt z. B. so an.| Sie nicht.",
    "Er kommt z.B. Montag.| Sie nicht.",
    "Das heißt, d. h. Anna weiß es.| Gut.",
    "Am 3. Mai kam er.| Am 4. Juni ging er.",
    "Der 1. Platz ging an sie.| Der 2. Sieger war er.",
    "Er wurde 3. Danach ging er heim.",
    "Es war im Jahr 2012.| Kuba blieb ruhig.",
    "Dr. Müller und Prof. Meier kamen.| Sie saßen.",
    "Hier gibt es Obst usw. Die Preise sind niedrig.",
    "Hier gibt es Obst usw. Äpfel sind teuer.",
    "Ludwig XIV. Er war König.",
    "Der II. Weltkrieg endete.| Friede kam.",
    "Siehe Nr. 5 und S. 12 dazu.| Dann weiter.",
    "Siehe Abs. 3 S. 1.| Das gilt.",
    "Es kostet ca. 5 Mio. Euro.| Das ist viel.",
    "„Ich gehe.“| Sie blieb.",
    "»Ich gehe.«| Sie blieb.",
    "»Warum?« fragte er.| Niemand sprach.",
    "Nun ... Peter kam.| Er blieb.",
    "Das geht u. a. Kinder an.| Alle.",
    "Das gilt i. d. R. Montag.| Sonst nicht.",
    "Wir treffen uns am 3. 5. 2024 um acht.| Komm.",
    "J. S. Bach schrieb es.| Niemand wusste das.",
    "Die GmbH & Co. KG zahlt.| Sie zahlt gern.",
    "Er zahlt 1.618 Euro.| Das reicht.",
    "St. Pölten liegt in Österreich.| Es ist schön.",
    "Tag der offenen Tür am Mo. Kinder frei.",
    "3. Klicken Sie auf Start.| 4. Warten Sie.",
)
SPANISH = (
    "El Sr. López vino.| Se fue.",
    "Es así, p. ej. esto.| Bien.",
    "Es así, p.ej. Madrid.| Bien.",
    "La Sra. D.ª Ana llegó.| Habló.",
    "¿Qué tal?| ¡Muy bien!| Gracias.",
    "«Me voy.»| Ella se quedó.",
    "«¿Vienes?» preguntó.| Nadie habló.",
    "Vive en EE. UU. desde ayer.| Es feliz.",
    "Vive en EE. UU. Su familia no.",
    "Ver pág. 5 y núm. 3.| Luego sigue.",
    "Cuesta 3.500 euros.| Es caro.",
    "Compró pan, leche, etc. Luego volvió.",
    "Llegó el 3 de mayo.| Llovía.",
    "Pues... no sé.| Veremos.",
    "El Dr. J. Pérez habló.| Todos callaron.",
    "Llegó a las 5 p. m. en punto.| Entró.",
    "Uds. Tienen razón.| Sí.",
)
FRENCH = (
    "M. Dupont est venu.| Il est parti.",
    "Mme Durand et M. Le Gall sont là.| Bien.",
    "Il y a du pain, du lait, etc. Les prix montent.",
    "« Je pars. »| Elle resta.",
    "« Pourquoi ? » demanda-t-il.| Rien.",
    "Quoi ?| Rien !| Bon.",
    "Voir p. 5 et fig. 3.| Ensuite, lisez.",
    "Il est né av. J.-C. à Rome.| Il y vécut.",
    "C'est, p. ex. ici.| Oui.",
    "Euh… peut-être.| On verra.",
)
ITALIAN = (
    "Il Sig. Rossi è qui.| Parla.",
    "La dott.ssa Bianchi e l'avv. Neri.| Bene.",
    "Pane, latte, ecc. Il resto dopo.",
    "Vedi pag. 5, p. es. qui.| Fine.",
    "«Vado.»| Lei restò.",
    "Chi è?| Nessuno!| Bene.",
)
PORTUGUESE = (
    "O Sr. Silva veio.| Foi embora.",
    "Veja pág. 5 e nº. 3.| Depois siga.",
    "Pão, leite, etc. O resto depois.",
    "A Dra. Ana e o Prof. Rui.| Bem.",
    "Vem?| Não!| Tá.",
)
DUTCH = (
    "Dhr. Jansen en mevr. De Boer kwamen.| Zij bleven.",
    "Neem fruit, bijv. Appels.| Goed.",
    "Brood, melk, enz. De rest later.",
    "Zie nr. 5 op blz. 3.| Dan verder.",
)
OTHERS = {
    "pl": ("Przyszedł dr. Nowak.| Usiadł.", "Weź np. Jana i tzw. Ewę.| Dobrze.", "Chleb, mleko itd. To wszystko."),
    "cs": ("Přišel Ing. Novák.| Sedl si.", "Dne 3. Května přišel.| Pak šel.", "Vezmi např. Janu.| Dobře."),
    "ru": (
        "Приехал проф. Иванов.| Он сел.",
        "Хлеб, молоко и т. д. Это всё.",
        "Это т. е. Москва.| Хорошо.",
        "А. С. Пушкин писал.| Все знали.",
    ),
    "uk": ("Приїхав проф. Шевченко.| Він сів.", "Це т. зв. Київ.| Добре."),
    "hu": ("Dr. Nagy jött.| Leült.", "A 3. Kerület szép.| Igen.", "Kenyér, tej stb. Ez minden."),
    "fi": ("Katso esim. Helsinki.| Hyvä.", "Se on 3. Luokka.| Niin."),
    "tr": ("Dr. Yılmaz geldi.| Oturdu.", "Ekmek, süt vb. Bunlar var.", "3. Ordu geldi.| Durdu."),
    "el": ("Ήρθε ο κ. Παπαδόπουλος.| Κάθισε.", "Τι κάνεις;| Καλά."),
    "sv": ("Ta t.ex. Anna med.| Bra.", "Bröd, mjölk osv. Det är allt."),
    "da": ("Den 3. Maj kom han.| Han gik.", "Tag f.eks. Anna med.| Godt."),
    "zh": ("你好。|今天天气很好！|是吗？|是。", "他说：“走吧。”|她走了。", "价格是3.5元。|很贵。"),
    "ja": ("そうです。|行きましょう!|はい。", "「はい。」と言った。|帰った。", "すごい！|本当？|うん。"),
    "ko": ("안녕하세요.| 반갑습니다.", "정말요?| 네!"),
    "hi": ("यह अच्छा है।| हम जाते हैं।", "क्या?| हाँ।"),
    "ar": ("هذا جيد.| نذهب الآن.", "كيف حالك؟| بخير."),
    "he": ("זה טוב.| אנחנו הולכים.", "מה?| כן."),
    "fa": ("این خوب است.| ما می‌رویم.", "چرا؟| بله."),
    "ur": ("یہ اچھا ہے۔| ہم جاتے ہیں۔",),
    "th": ("วันนี้อากาศดี เราไปเที่ยวกัน", "จริงหรือ?| ใช่"),
    "am": ("ሰላም ነው።| እሺ።",),
    "hy": ("Լավ է։| Գնանք։",),
    "my": ("ကောင်းပါတယ်။| သွားမယ်။",),
}
# Two sentences that are told apart only by a capitalised function word.
TOLD_BY_A_FUNCTION_WORD = (
    ("en", "He moved to the U.S. The family stayed.", "The family"),
    ("en", "They met at 5 p.m. The room was full.", "The room"),
    ("en", "We sell pens, ink, etc. They cost little.", "They cost"),
    ("en", "He got an A. It was his first.", "It was"),
    ("en", "He said (quietly). She smiled.", "She smiled"),
    ("de", "Er wurde 3. Danach ging er heim.", "Danach ging"),
    ("de", "Hier gibt es Obst usw. Die Preise sind niedrig.", "Die Preise"),
    ("de", "Ludwig XIV. Er war König.", "Er war"),
    ("es", "Vive en EE. UU. Su familia no.", "Su familia"),
    ("es", "Compró pan, leche, etc. Luego volvió.", "Luego"),
    ("fr", "Il y a du pain, du lait, etc. Les prix montent.", "Les prix"),
    ("it", "Pane, latte, ecc. Il resto dopo.", "Il resto"),
    ("pt", "Pão, leite, etc. O resto depois.", "O resto"),
    ("nl", "Brood, melk, enz. De rest later.", "De rest"),
    ("pl", "Chleb, mleko itd. To wszystko.", "To wszystko"),
    ("ru", "Хлеб, молоко и т. д. Это всё.", "Это всё"),
    ("hu", "Kenyér, tej stb. Ez minden.", "Ez minden"),
    ("tr", "Ekmek, süt vb. Bunlar var.", "Bunlar"),
    ("sv", "Bröd, mjölk osv. Det är allt.", "Det är"),
)
_TOLD = {text for _, text, _ in TOLD_BY_A_FUNCTION_WORD}
MAIN = {
    "en": ENGLISH,
    "de": GERMAN,
    "es": SPANISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
    **OTHERS,
}
CASES = [(tag, marked) for tag, texts in MAIN.items() for marked in texts if marked not in _TOLD]


def sentences(text: str, tag: str | None) -> list[str]:
    return [span.of(text) for span in split_sentences(text, tag)]


@pytest.mark.parametrize(("tag", "marked"), CASES)
def test_splits_where_sentences_end_and_nowhere_else(tag: str, marked: str) -> None:
    assert sentences(marked.replace("|", ""), tag) == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(("tag", "text", "second"), TOLD_BY_A_FUNCTION_WORD)
def test_a_capitalised_function_word_starts_a_sentence(tag: str, text: str, second: str) -> None:
    found = sentences(text, tag)
    assert len(found) == 2
    assert found[1].startswith(second)


def test_without_a_known_language_initials_and_dotted_abbreviations_still_hold() -> None:
    assert sentences("J. Doe came. He sat.", None) == ["J. Doe came.", "He sat."]
    assert sentences("See e.g. London. It is big.", "xx") == ["See e.g. London.", "It is big."]


def test_spans_count_code_points_of_the_text_with_its_blanks() -> None:
    assert split_sentences("  A cat 😀. \n A dog. ", "en") == (Span(2, 10), Span(13, 19))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u3000"])
def test_a_blank_text_has_no_sentences(text: str) -> None:
    assert split_sentences(text, "en") == ()


@pytest.mark.parametrize("text", ["...", "?", "…", "1.", ". . .", "。"])
def test_marks_alone_are_kept(text: str) -> None:
    assert "".join(sentences(text, "en")).replace(" ", "") == text.replace(" ", "")


@given(
    st.text(alphabet=st.sampled_from("aZé1 .!?…。\n\t\"'»«“”()[]XI;।·-")),
    st.sampled_from(["en", "de", "el", "ja", "fr", None]),
)
@settings(max_examples=100, deadline=None)
def test_sentences_hold_all_that_is_not_blank_in_order(text: str, tag: str | None) -> None:
    spans = split_sentences(text, tag)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


HOSTILE = {
    "brackets": "(", "closers": ")", "digits": "1", "quotes": '"', "blanks": " ", "letters": "a", "stops": ".",
    "stops apart": ". ", "line breaks": "\n", "questions": "?\u00a0", "guillemets": ". »", "abbreviations": "e.g. ",
    "initials": "A. ", "ideographs": "。", "breaks and blanks": "\n ",
}  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    start = time.process_time()
    split_sentences((unit * 100_000)[:100_000], "de")
    assert time.process_time() - start < 10
