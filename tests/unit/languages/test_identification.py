"""Languages are told apart, and not where nothing can be told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import MtqcError
from mtqc.languages import identification, identify

TEXTS = {
    "en": "Please save the file before you close the window.",
    "de": "Bitte speichern Sie die Datei, bevor Sie das Fenster schließen.",
    "fr": "Veuillez enregistrer le fichier avant de fermer la fenêtre.",
    "es": "Guarde el archivo antes de cerrar la ventana, por favor.",
    "it": "Salvare il file prima di chiudere la finestra, per favore.",
    "pt": "Por favor, guarde o ficheiro antes de fechar a janela, porque as alterações não são recuperáveis.",
    "gl": "Garde o ficheiro antes de pechar a xanela; non hai máis ca unha copia.",
    "ca": "Deseu el fitxer abans de tancar la finestra, si us plau.",
    "nl": "Sla het bestand op voordat u het venster sluit.",
    "sv": "Spara filen innan du stänger fönstret, tack.",
    "da": "Gem filen, før du lukker vinduet, tak.",
    "nb": "Vennligst lagre filen før du lukker vinduet, fordi endringene dine ellers blir borte.",
    "fi": "Tallenna tiedosto ennen kuin suljet ikkunan.",
    "pl": "Zapisz plik, zanim zamkniesz okno.",
    "cs": "Než zavřete okno, uložte prosím soubor.",
    "sk": "Pred zatvorením okna uložte súbor, pretože sa inak stratí.",
    "sl": "Preden zaprete okno, shranite datoteko, ker bodo spremembe sicer izgubljene.",
    "hr": "Spremite datoteku prije nego što zatvorite prozor, jer će se inače izgubiti.",
    "hu": "Mentse a fájlt, mielőtt bezárja az ablakot.",
    "ro": "Salvați fișierul înainte de a închide fereastra.",
    "ru": "Сохраните файл, прежде чем закрыть окно.",
    "uk": "Збережіть файл, перш ніж закрити вікно.",
    "bg": "Запазете файла, преди да затворите прозореца.",
    "el": "Αποθηκεύστε το αρχείο πριν κλείσετε το παράθυρο.",
    "tr": "Pencereyi kapatmadan önce dosyayı kaydedin.",
    "zh": "请在关闭窗口之前保存文件。",
    "zh-Hant": "請在關閉視窗之前儲存檔案。",
    "ja": "ウィンドウを閉じる前にファイルを保存してください。",
    "ko": "창을 닫기 전에 파일을 저장하십시오.",
    "ar": "يرجى حفظ الملف قبل إغلاق النافذة.",
    "he": "נא לשמור את הקובץ לפני סגירת החלון.",
    "fa": "لطفاً قبل از بستن پنجره فایل را ذخیره کنید.",
    "hi": "कृपया विंडो बंद करने से पहले फ़ाइल सहेजें।",
    "th": "โปรดบันทึกไฟล์ก่อนปิดหน้าต่าง",
    "vi": "Vui lòng lưu tệp trước khi đóng cửa sổ.",
    "id": "Harap simpan berkas sebelum menutup jendela.",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_a_sentence_tells_its_language(tag: str, text: str) -> None:
    found = identify(text)
    assert found is not None
    assert found.language == tag
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", " ", "12 %", "3,14 – 2.718", "OK", "a1", "😀😀😀", "%s: %d", "%A, %e. %B %Y", "\n\t", "…"]
)
def test_nothing_is_told_of_what_has_hardly_a_letter(text: str) -> None:
    assert identify(text) is None
    assert identify(text, ("en", "de")) is None


def test_the_choice_can_be_restricted() -> None:
    found = identify(TEXTS["pt"], ("es", "fr"))
    assert found is not None
    assert found.language == "es"
    found = identify("Im Haus", ["en_GB", "de_CH"])
    assert found is not None
    assert found.language == "de_CH"


def test_serbian_in_latin_script_goes_by_its_sisters() -> None:
    found = identify("Sačuvajte datoteku pre nego što zatvorite prozor.", ("en", "sr-Latn"))
    assert found is not None
    assert found.language == "sr-Latn"


def test_nothing_is_told_if_no_candidate_is_likely() -> None:
    assert identify(TEXTS["ja"], ("de", "en")) is None
    assert identify(TEXTS["de"], ()) is None


def test_a_tag_nobody_knows_is_just_not_likely() -> None:
    found = identify(TEXTS["de"], ("de", "qqq"))
    assert found is not None
    assert found.language == "de"


def test_short_texts_leave_doubt() -> None:
    short, long = identify("Name"), identify(TEXTS["en"])
    assert short is not None
    assert long is not None
    assert short.confidence < 0.9 < long.confidence


def test_case_does_not_matter() -> None:
    assert identify(TEXTS["de"].upper()) == identify(TEXTS["de"].lower())


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_has_a_language_or_none(text: str) -> None:
    for among in (None, ("de", "en")):
        found = identify(text, among)
        assert found is None or 0 < found.confidence <= 1


def test_lone_surrogates_do_not_hurt() -> None:
    assert identify("Das ist \ud800 ein Test der Datei") is not None


@pytest.mark.parametrize("unit", ["(", "1", '"', " ", "a", "'", "a'", "漢", "<", "é "])
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    start = time.process_time()
    identify((unit * 100_000)[:100_000])
    assert time.process_time() - start < 10


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    identification._model.cache_clear()
    monkeypatch.setattr(identification, "find_spec", lambda name: None)
    with pytest.raises(MtqcError, match=r"lid\.176\.ftz"):
        identify(TEXTS["de"])
    identification._model.cache_clear()
