"""What is said of models is complete where it matters, and names are found however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqc.errors import UnknownNameError
from mtqc.metrics.known_models import KnownModel, find_models, known_model, known_model_at, known_models, nearest_model
from mtqc.plugins import plugins
from mtqc.reports.models_text import model_details, reads_words


@pytest.mark.parametrize("model", known_models(), ids=lambda model: model.asked)
def test_every_model_can_be_asked_for_and_described(model: KnownModel) -> None:
    assert model.metric in plugins("mtqc.metrics")
    assert reads_words(model)
    assert all(found.text and found.source for found in model.evidence)
    low, high = model.range
    assert (low is None) == (high is None)
    assert low is None or high is None or low < high


def test_names_are_unique() -> None:
    names = [model.asked for model in known_models()]
    assert len(set(names)) == len(names)


def test_licences_that_forbid_commercial_use() -> None:
    kiwi = known_model("unbabel/WMT22-cometkiwi-da")
    assert kiwi is not None
    assert kiwi.non_commercial
    assert kiwi.gated
    assert kiwi.download_bytes == 2_260_000_000
    comet = known_model("Unbabel/wmt22-comet-da")
    assert comet is not None
    assert not comet.non_commercial


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("xcomet-xl", "Unbabel/XCOMET-XL"),
        ("XCOMET-XL/checkpoints/model.ckpt", "Unbabel/XCOMET-XL"),
        ("models--Unbabel--wmt22-cometkiwi-da/snapshots/0123abc", "Unbabel/wmt22-cometkiwi-da"),
        ("xcomet-xl-of-ours", None),
        ("XCOMET-XL/students/small/first", None),
    ],
)
def test_folders_are_known_by_the_name_of_the_repository(tmp_path: Path, path: str, name: str | None) -> None:
    assert known_model_at(str(tmp_path / path)) is None
    (tmp_path / path).mkdir(parents=True)
    found = known_model_at(str(tmp_path / path))
    assert (found and found.name) == name


def test_a_link_to_a_copy_is_known_by_either_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wmt22-cometkiwi-da").mkdir()
    (tmp_path / "kiwi").symlink_to("wmt22-cometkiwi-da")
    monkeypatch.chdir(tmp_path / "kiwi")
    for path in ("..//kiwi", "."):
        found = known_model_at(path)
        assert found is not None
        assert found.name == "Unbabel/wmt22-cometkiwi-da"
    assert known_model_at("unbabel/xcomet-xl") == known_model("Unbabel/XCOMET-XL")


def test_unknown_sizes_and_licences_stay_unknown() -> None:
    model = known_model("bert-base-chinese")
    assert model is not None
    assert (model.licence, model.non_commercial, model.download_bytes) == (None, False, None)
    assert known_model("nobody/knows") is None


def test_what_is_not_known_is_not_shown() -> None:
    model = KnownModel("comet", "owner/model", "regression", ("source",), higher_is_better=False)
    assert list(model_details(model, 80)) == [
        "comet:owner/model",
        "  reads:     source",
        "  scale:     lower is better",
        "  page:      https://huggingface.co/owner/model",
    ]


def test_the_nearest_name() -> None:
    assert nearest_model("unbabel/wmt22comet-da") == "Unbabel/wmt22-comet-da"
    assert nearest_model("metricx-24-hybrid-large") == "google/metricx-24-hybrid-large-v2p6"
    assert nearest_model("zzz") is None


def test_parts_of_names_find_models() -> None:
    assert [model.name for model in find_models(("LABSE", "sentence-transformers"))] == [
        "sentence-transformers/LaBSE",
        "setu4993/LaBSE",
    ]
    assert find_models(()) == known_models()
    with pytest.raises(UnknownNameError, match="unknown model 'wmt22-komet-da'; did you mean 'Unbabel/wmt22-comet-da'"):
        find_models(("wmt22-komet-da",))
