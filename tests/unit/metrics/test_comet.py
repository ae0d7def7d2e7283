"""COMET's scores are unbabel-comet's, whatever the class, the batch and the texts; what it says about them is true."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

import torch
import yaml

from mtqc.errors import CheckpointError, SettingsError, UnknownNameError
from mtqc.metrics.base import Measurement, Need
from mtqc.metrics.comet import Comet
from mtqc.metrics.comet_models.layered_encoder import LayeredEncoder
from mtqc.metrics.computing import Computing
from mtqc.metrics.naming import metric_name
from mtqc.model.mqm import Category, Severity
from mtqc.model.test_set import System, TestSet

from .literal_comet import Literal
from .tiny_checkpoints import CASES, TEXTS, Tiny, translations, write_checkpoint

ORIGINAL: dict[str, Any] = json.loads(Path(__file__).with_name("comet_original.json").read_text(encoding="utf-8"))
SAMPLES = translations(ORIGINAL["segments"])
HYPOTHESES = tuple(sample["mt"] for sample in SAMPLES)
SOURCES = tuple(sample["src"] for sample in SAMPLES)
REFERENCES = tuple(sample["ref"] for sample in SAMPLES)
CPU = Computing(devices=("cpu",))
LITERAL = ("regression-norm-sparsemax", "referenceless", "ranking", "kiwi-patched", "unite", "unite-norm", "xcomet")

Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Gives the folder of a case, built when it is first asked for."""
    folder = tmp_path_factory.mktemp("comet")

    def of(case: str) -> Path:
        root = folder / case
        return root if root.exists() else write_checkpoint(root, CASES[case])

    return of


def measured(
    root: Path,
    hypotheses: tuple[str, ...] = HYPOTHESES,
    *,
    sources: tuple[str, ...] | None = SOURCES,
    references: tuple[tuple[str | None, ...], ...] = (REFERENCES,),
    computing: Computing = CPU,
    options: str = "",
) -> Measurement:
    found = Comet.of(metric_name(f"comet:{root}{options}"), computing)
    test_set = TestSet(len(hypotheses), sources, references)
    (measurement,) = found.measure(test_set, [System("a", hypotheses)])
    return measurement


def values(measurement: Measurement) -> list[float | None]:
    return [segment.value for segment in measurement.segments]


@pytest.mark.parametrize(
    "answer", ORIGINAL["answers"], ids=[f"{a['case']}{'' if a['reference'] else '-alone'}" for a in ORIGINAL["answers"]]
)
def test_scores_and_spans_are_the_originals(answer: dict[str, Any], written: Written) -> None:
    references = (REFERENCES,) if answer["reference"] else ()
    found = measured(written(answer["case"]), references=references)
    assert values(found) == pytest.approx(answer["scores"], abs=1e-5)
    assert found.value == pytest.approx(sum(answer["scores"]) / len(SAMPLES), abs=1e-5)
    for text, segment, theirs in zip(HYPOTHESES, found.segments, answer["spans"] or [[]] * len(SAMPLES), strict=True):
        counted = [finding for finding in segment.spans if finding.evidence["counted"]]
        visible = [span for span in theirs if text[span[0] : span[1]].strip()]
        # The mended ends may take in the rest of a character; nothing else of the text differs.
        for finding, (start, end, severity, confidence) in zip(counted, visible, strict=True):
            assert (finding.target_text or "").startswith(text[start:end].strip()[:1])
            assert text[start:end].strip() in (finding.target_text or "")
            assert finding.evidence.get("severities", [finding.severity.value])[0] == severity
            assert finding.confidence == pytest.approx(confidence, abs=1e-5)


@pytest.mark.parametrize("case", LITERAL)
@pytest.mark.parametrize("with_reference", [True, False])
def test_scores_follow_the_recipe_number_by_number(case: str, with_reference: bool, written: Written) -> None:
    if not with_reference and case in ("regression-norm-sparsemax", "ranking"):
        pytest.skip("reads references")
    literal = Literal(written(case))
    rows = zip(SOURCES, HYPOTHESES, REFERENCES, strict=True)
    expected = [literal.score(src, mt, ref if with_reference else None) for src, mt, ref in rows]
    found = measured(written(case), references=(REFERENCES,) if with_reference else ())
    assert values(found) == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize("case", ["regression-norm", "xcomet"])
def test_the_batch_changes_nothing(case: str, written: Written) -> None:
    alone = measured(written(case), computing=Computing(devices=("cpu",), batch_tokens=1))
    together = measured(written(case), computing=Computing(devices=("cpu",), batch_tokens=100_000))
    assert values(alone) == pytest.approx(values(together), abs=1e-6)
    spans = [[finding.target for finding in segment.spans] for segment in alone.segments]
    assert spans == [[finding.target for finding in segment.spans] for segment in together.segments]


@pytest.mark.parametrize("case", ["regression-norm", "xcomet"])
def test_a_batch_that_does_not_fit_is_halved(case: str, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = measured(written(case))
    forward = LayeredEncoder.forward

    def with_little_memory(encoder: LayeredEncoder, ids: torch.Tensor, *more: Any) -> Any:
        if len(ids) > 3:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")
        return forward(encoder, ids, *more)

    monkeypatch.setattr(LayeredEncoder, "forward", with_little_memory)
    found = measured(written(case))
    assert values(found) == pytest.approx(values(expected), abs=1e-6)
    halvings = [
        notice for notice in found.notices if notice.startswith("out of memory on cpu: went on with batches of")
    ]
    assert halvings
    assert set(found.notices) == {*expected.notices, *halvings}


@pytest.mark.parametrize("case", ["regression-norm", "xcomet"])
def test_two_devices_give_the_scores_of_one(case: str, written: Written) -> None:
    one = measured(written(case))
    two = measured(written(case), computing=Computing(devices=("cpu", "cpu"), batch_tokens=130))
    assert values(two) == pytest.approx(values(one), abs=1e-6)
    assert two.signature == one.signature


def test_the_yaml_decides_between_softmax_and_sparsemax(written: Written) -> None:
    patched, sparse = measured(written("regression-patched")), measured(written("regression-sparsemax"))
    assert values(patched) == pytest.approx(values(measured(written("regression"))), abs=1e-7)
    assert values(patched) != pytest.approx(values(sparse), abs=1e-4)
    assert "|mix:softmax|" in patched.signature
    assert "|mix:sparsemax|" in sparse.signature
    assert "|mix:softmax+norm|" in measured(written("regression-norm")).signature


def test_long_segments_are_counted(written: Written) -> None:
    found = measured(written("regression"))
    assert "|long:cut|" in found.signature
    assert found.signature.endswith("|cut:2")
    assert found.notices == (
        "2 of 12 segments were longer than the 64 tokens that the model reads: the end was left out",
    )
    short = measured(written("regression"), ("a",), sources=("b",), references=(("c",),))
    assert short.notices == ()
    assert short.signature.endswith("|cut:0")


@pytest.mark.parametrize("case", ["regression", "xcomet"])
def test_windows_change_long_segments_only_and_read_them_whole(case: str, written: Written) -> None:
    start, end = " ".join(TEXTS[:5]), " ".join(TEXTS[5:8])
    texts = (TEXTS[1], f"{start} {TEXTS[3]}", f"{start} {end}")
    sources, references = ("a", "b", "b"), (("c", "d", "d"),)
    cut = measured(written(case), texts, sources=sources, references=references)
    windowed = measured(written(case), texts, sources=sources, references=references, options=",long=window")
    assert values(cut)[0] == pytest.approx(values(windowed)[0], abs=1e-7)
    assert values(cut)[1] == pytest.approx(values(cut)[2], abs=1e-7)
    assert values(windowed)[1] != pytest.approx(values(windowed)[2], abs=1e-4)
    assert windowed.signature.endswith("|windowed:2")
    assert windowed.notices[0].endswith("the text was read in windows")


def test_a_window_of_the_whole_is_the_mean_of_its_parts(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(TEXTS[:6])
    literal = Literal(written("regression"))
    ids = literal.tokenizer.encode(text, add_special_tokens=False).ids
    count = -(-len(ids) // 60)
    assert count > 1
    size, longer = divmod(len(ids), count)
    parts, start = [], 0
    for number in range(count):
        length = size + (number < longer)
        parts.append(literal.mixed(literal.layers([0, *ids[start : start + length], 2])))
        start += length
    vector = sum(part.sum(axis=0) for part in parts) / sum(len(part) for part in parts)
    known = {text: vector, "b": literal.vector("b"), "c": literal.vector("c")}
    monkeypatch.setattr(literal, "vector", known.__getitem__)
    found = measured(written("regression"), (text,), sources=("b",), references=(("c",),), options=",long=window")
    assert found.value == pytest.approx(literal.score("b", text, "c"), abs=2e-6)


def test_segments_without_reference_have_no_score_where_the_model_needs_one(written: Written) -> None:
    lacking = (None, *REFERENCES[1:])
    found = measured(written("regression"), references=(lacking,))
    whole = measured(written("regression"))
    assert values(found)[0] is None
    assert values(found)[1:] == pytest.approx(values(whole)[1:], abs=1e-6)
    assert found.value == pytest.approx(sum(v for v in values(whole)[1:] if v is not None) / (len(SAMPLES) - 1))
    assert "1 of 12 segments have no reference and have no score" in found.notices


def test_segments_without_reference_are_scored_without_where_the_model_can(written: Written) -> None:
    lacking = (None, *REFERENCES[1:])
    found = measured(written("unite"), references=(lacking,))
    alone, whole = measured(written("unite"), references=()), measured(written("unite"))
    assert values(found)[0] == pytest.approx(values(alone)[0], abs=1e-6)
    assert values(found)[1:] == pytest.approx(values(whole)[1:], abs=1e-6)
    assert "1 of 12 segments have no reference and were scored without one" in found.notices


def test_a_unified_model_can_do_without_sources(written: Written) -> None:
    literal = Literal(written("xcomet"))
    rows = zip(HYPOTHESES, (None, *REFERENCES[1:]), strict=True)
    expected = [None if ref is None else literal.score(None, mt, ref) for mt, ref in rows]
    found = measured(written("xcomet"), sources=None, references=((None, *REFERENCES[1:]),))
    assert values(found)[0] is None
    assert values(found)[1:] == pytest.approx(expected[1:], abs=2e-6)
    assert "1 of 12 segments have no reference and have no score" in found.notices
    with pytest.raises(SettingsError, match="needs the sources, references, or both"):
        measured(written("xcomet"), sources=None, references=())


def test_several_references_are_averaged(written: Written) -> None:
    other = REFERENCES[::-1]
    first, second = (measured(written("regression"), references=(column,)) for column in (REFERENCES, other))
    both = measured(written("regression"), references=(REFERENCES, other))
    expected = [(a + b) / 2 for a, b in zip(values(first), values(second), strict=True) if a and b]
    assert values(both) == pytest.approx(expected, abs=1e-6)
    assert "|nrefs:2|" in both.signature


def test_systems_share_what_they_can_and_keep_their_order(written: Written, tmp_path: Path) -> None:
    found = Comet.of(metric_name(f"comet:{written('regression')}"), CPU)
    test_set = TestSet(len(SAMPLES), SOURCES, (REFERENCES,))
    systems = [System("a", HYPOTHESES), System("b", HYPOTHESES[::-1]), System("c", REFERENCES)]
    told: list[tuple[int, int]] = []
    together = found.measure(test_set, systems, lambda done, total: told.append((done, total)))
    for system, measurement in zip(systems, together, strict=True):
        (alone,) = found.measure(test_set, [system])
        assert values(measurement) == pytest.approx(values(alone), abs=1e-6)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("case", ["regression", "xcomet"])
def test_kept_scores_need_no_model(
    case: str, written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computing = Computing(devices=("cpu",), cache=tmp_path)
    first = measured(written(case), computing=computing)
    monkeypatch.setattr("mtqc.metrics.comet_models.layered_encoder.LayeredEncoder.forward", None)
    again = measured(written(case), computing=computing)
    assert values(again) == values(first)
    assert [s.spans for s in again.segments] == [s.spans for s in first.segments]


@pytest.mark.parametrize("precision", ["bfloat16", "int8"])
@pytest.mark.parametrize("case", ["regression", "kiwi", "xcomet-xl"])
def test_lower_precision_changes_little(case: str, precision: Any, written: Written) -> None:
    exact = measured(written(case))
    rough = measured(written(case), computing=Computing(devices=("cpu",), precision=precision))
    assert values(rough) == pytest.approx(values(exact), abs=0.05)
    assert f"|precision:{precision}|" in rough.signature


def test_spans_are_findings_that_a_reader_can_check(written: Written) -> None:
    found = measured(written("xcomet"))
    findings = [finding for segment in found.segments for finding in segment.spans]
    assert {finding.rule for finding in findings} == {"accuracy/estimated-error"}
    assert {finding.category for finding in findings} == {Category.MISTRANSLATION}
    assert {finding.severity for finding in findings} >= {Severity.MINOR, Severity.MAJOR}
    for finding in findings:
        assert finding.target_text
        assert finding.target_text == finding.target_text.strip()
        assert 0 < finding.confidence <= 1
        assert finding.evidence["model"] == str(written("xcomet"))
    assert "|spans:mended|" in found.signature


@pytest.mark.parametrize(
    ("case", "source", "references", "ends"),
    [
        ("regression", Need.REQUIRED, Need.REQUIRED, (None, None)),
        ("referenceless", Need.REQUIRED, Need.UNUSED, (None, None)),
        ("ranking", Need.REQUIRED, Need.REQUIRED, (0.0, 1.0)),
        ("kiwi", Need.REQUIRED, Need.UNUSED, (0.0, 1.0)),
        ("unite", Need.OPTIONAL, Need.OPTIONAL, (0.0, 1.0)),
        ("xcomet", Need.OPTIONAL, Need.OPTIONAL, (0.0, 1.0)),
    ],
)
def test_facts_are_known_before_weights_are_read(
    case: str, source: Need, references: Need, ends: tuple[float | None, float | None], written: Written
) -> None:
    facts = Comet.of(metric_name(f"comet:{written(case)}"), CPU).facts
    assert (facts.source, facts.references, facts.range) == (source, references, ends)
    assert facts.higher_is_better


def test_the_file_with_the_weights_may_be_named(written: Written) -> None:
    named = Comet.of(metric_name(f"comet:{written('kiwi')}/checkpoints/model.ckpt"), CPU)
    assert named.facts.references is Need.UNUSED


def test_what_is_asked_wrongly_is_said(written: Written) -> None:
    with pytest.raises(SettingsError, match="names no model; for example comet:Unbabel"):
        Comet.of(metric_name("comet"), CPU)
    with pytest.raises(UnknownNameError, match="did you mean 'window'"):
        Comet.of(metric_name(f"comet:{written('kiwi')},long=windows"), CPU)
    with pytest.raises(UnknownNameError, match="did you mean 'long'"):
        Comet.of(metric_name(f"comet:{written('kiwi')},lon=cut"), CPU)


def changed(root: Path, case: str, change: Callable[[dict[str, Any]], object]) -> Path:
    """A case whose checkpoint was changed."""
    write_checkpoint(root, CASES[case])
    path = root / "checkpoints/model.ckpt"
    content = torch.load(path, weights_only=True)
    change(content)
    torch.save(content, path)
    return root


def refusal(root: Path) -> str:
    with pytest.raises(CheckpointError) as raised:
        measured(root)
    assert "\n" not in str(raised.value)
    return raised.value.problem


@pytest.mark.parametrize(
    ("case", "change", "problem"),
    [
        ("kiwi", lambda c: c.pop("state_dict"), "expected a state_dict in checkpoints/model.ckpt; found epoch, hyper"),
        (
            "kiwi",
            lambda c: c["state_dict"].pop("layerwise_attention.scalar_parameters.3"),
            "expected layerwise_attention.scalar_parameters.0 to 3 and layerwise_attention.gamma; found 3 scalars",
        ),
        (
            "kiwi",
            lambda c: c["state_dict"].update({"estimator.ff.0.weight": torch.zeros(24, 96)}),
            "expected estimator.ff.0 to read 32 numbers; found a matrix of 24 × 96",
        ),
        ("kiwi", lambda c: c["state_dict"].pop("estimator.ff.6.weight"), "found 2 layers that end in 12 numbers"),
        ("kiwi", lambda c: c["state_dict"].pop("estimator.ff.0.weight"), "that end in one score; found none"),
        (
            "xcomet",
            lambda c: c["state_dict"].pop("hidden2tag.weight"),
            "expected hidden2tag.weight of 4 × 32; found none",
        ),
        (
            "xcomet",
            lambda c: c["state_dict"].update({"hidden2tag.weight": torch.zeros(3, 32)}),
            "expected hidden2tag.weight of 4 × 32; found 3 × 32",
        ),
        (
            "kiwi",
            lambda c: c["hyper_parameters"].update(sent_layer=9),
            "expected an encoder with a layer 9; found one of 3",
        ),
        (
            "kiwi",
            lambda c: c["hyper_parameters"].update(activations="Wave"),
            "expected an activation of torch such as Tanh",
        ),
        (
            "kiwi",
            lambda c: c["hyper_parameters"].update(input_segments=["mt", "ref"]),
            "expected a model that reads mt, src, as hparams.yaml says; found mt, ref",
        ),
    ],
)
def test_another_kind_of_checkpoint_is_refused(
    case: str, change: Callable[[dict[str, Any]], object], problem: str, tmp_path: Path
) -> None:
    assert problem in refusal(changed(tmp_path / "model", case, change))


def test_an_encoder_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    name = "encoder.model.encoder.layer.1.output.dense.weight"
    assert "1 of its weights are missing" in refusal(
        changed(tmp_path / "model", "kiwi", lambda content: content["state_dict"].pop(name))
    )


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    assert refusal(tmp_path) == (
        "expected a COMET model with hparams.yaml and checkpoints/model.ckpt; found config.json"
    )


def test_hyper_parameters_of_the_file_serve_where_the_checkpoint_has_none(tmp_path: Path) -> None:
    root = changed(tmp_path / "model", "kiwi", lambda content: content.pop("hyper_parameters"))
    assert values(measured(root)) == pytest.approx(values(measured(write_checkpoint(tmp_path / "b", CASES["kiwi"]))))


def test_numbers_out_of_range_are_no_scores(tmp_path: Path) -> None:
    def overflow(content: dict[str, Any]) -> None:
        content["state_dict"]["estimator.ff.6.bias"] = torch.tensor([float("nan")])

    for case in ("regression", "xcomet"):
        found = measured(
            changed(tmp_path / case, case, overflow), computing=Computing(devices=("cpu",), cache=tmp_path)
        )
        assert found.value is None
        assert values(found) == [None] * len(SAMPLES)
        assert any("the model gave no number" in notice for notice in found.notices)


def test_mini_lm_takes_the_tokenizer_of_xlm_roberta(tmp_path: Path) -> None:
    root = write_checkpoint(tmp_path / "model", Tiny("referenceless_regression_metric", encoder="bert"))
    literal = Literal(root)
    stated = yaml.safe_load((root / "hparams.yaml").read_text())
    base = Path(stated["pretrained_model"])

    def call_it_mini_lm(content: dict[str, Any]) -> None:
        content["hyper_parameters"]["encoder_model"] = "MiniLM"

    path = root / "checkpoints/model.ckpt"
    content = torch.load(path, weights_only=True)
    call_it_mini_lm(content)
    torch.save(content, path)
    (root / "xlm-roberta-base").mkdir()
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        text = (base / name).read_text().replace('"model_type": "bert"', '"model_type": "xlm-roberta"')
        (root / "xlm-roberta-base" / name).write_text(text)
    found = measured(root, HYPOTHESES[:2], sources=SOURCES[:2], references=())
    expected = [literal.score(SOURCES[n], HYPOTHESES[n], None) for n in range(2)]
    assert values(found) == pytest.approx(expected, abs=2e-6)
