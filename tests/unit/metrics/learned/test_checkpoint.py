"""Models are found in folders and on the hub, and what stands in the way is said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="learned metrics need torch")

from mtqc.errors import CheckpointError
from mtqc.metrics.computing import Computing
from mtqc.metrics.learned.checkpoint import checkpoint, size_text
from mtqc.metrics.learned.pretrained import pretrained

from .stub_hub import StubHub, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NAME = "owner/model"
FILES = {
    "config.json": b'{"a": 1}',
    "checkpoints/model.ckpt": b"weights " * 500,
    "README.md": b"nobody needs this",
}
WANTED = ("config.json", "checkpoints/*")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StubHub]:
    with serving() as stub:
        stub.repositories[NAME] = dict(FILES)
        for variable in ("HF_HUB_CACHE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HF_ENDPOINT", stub.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        # The hub's client waits for a second before it tries again.
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        yield stub


def find(name: str = NAME, **options: object) -> tuple[Path, str, list[str]]:
    told: list[str] = []
    found = checkpoint(name, Computing(), wanted=WANTED, notice=told.append, **options)  # type: ignore[arg-type] # options of the call
    return found.folder, found.revision, told


def failure(name: str = NAME, **options: object) -> str:
    with pytest.raises(CheckpointError) as raised:
        find(name, **options)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_repository_is_downloaded_once_and_named_by_its_commit(
    hub: StubHub, capfd: pytest.CaptureFixture[str]
) -> None:
    folder, revision, told = find()
    assert revision == hub.commit(NAME)
    assert (folder / "checkpoints/model.ckpt").read_bytes() == FILES["checkpoints/model.ckpt"]
    assert not (folder / "README.md").exists()
    assert len(told) == 1
    assert told[0].startswith("downloading owner/model, whose size and licence are not known here")
    assert sorted(hub.asked) == ["checkpoints/model.ckpt", "config.json"]
    assert "".join(capfd.readouterr()) == ""
    assert find() == (folder, revision, [])
    assert len(hub.asked) == 2


def test_a_terminal_sees_a_bar(hub: StubHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert find()[1] == hub.commit(NAME)


@pytest.mark.parametrize("switch", ["computing", "environment"])
def test_what_was_downloaded_is_found_offline(hub: StubHub, monkeypatch: pytest.MonkeyPatch, switch: str) -> None:
    folder, _, _ = find()
    hub.status = 500
    if switch == "environment":
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert checkpoint(NAME, Computing(offline=switch == "computing"), wanted=WANTED).folder == folder


def test_offline_without_the_files_says_how_to_get_them(hub: StubHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert "downloads are switched off; run once without --offline" in failure()
    assert hub.asked == []


def test_a_gated_repository_says_what_to_accept_and_where(hub: StubHub) -> None:
    hub.gated.add(NAME)
    message = failure()
    assert "accept the terms at https://huggingface.co/owner/model" in message
    assert "HF_TOKEN" in message


def test_an_unknown_repository_names_the_nearest_known_model(hub: StubHub) -> None:
    assert "did you mean 'Unbabel/wmt22-comet-da'?" in failure("Unbabel/wmt22-comet")
    assert "did you mean 'Unbabel/wmt22-comet-da'?" in failure("wmt22-comet-da")
    assert "did you mean" not in failure("nobody/knows-this-one")


def test_a_text_that_names_no_repository(hub: StubHub) -> None:
    assert "which is OWNER/NAME" in failure("no/such/folder")


def test_an_unknown_revision(hub: StubHub) -> None:
    assert failure(revision="v9") == "owner/model: there is no revision 'v9'"
    assert find(revision=hub.commit(NAME))[1] == hub.commit(NAME)


def test_an_interrupted_download_goes_on_with_the_next_run(hub: StubHub, tmp_path: Path) -> None:
    hub.broken.add("checkpoints/model.ckpt")
    assert "run again to go on" in failure()
    with pytest.raises(CheckpointError):
        # Old versions of huggingface_hub take what is there for the whole.
        checkpoint(NAME, Computing(offline=True), wanted=WANTED).file("checkpoints/model.ckpt")
    assert not list((tmp_path / "home").rglob("model.ckpt"))
    hub.broken.clear()
    hub.asked.clear()
    folder, _, _ = find()
    assert (folder / "checkpoints/model.ckpt").read_bytes() == FILES["checkpoints/model.ckpt"]
    assert hub.asked == ["checkpoints/model.ckpt"]


@pytest.mark.parametrize("path", ["checkpoints/model.ckpt", "config.json"])
def test_a_damaged_file_is_removed_and_comes_again(hub: StubHub, path: str) -> None:
    hub.damaged.add(path)
    assert f"{Path(path).name} came damaged and was removed; run again" in failure()
    hub.damaged.clear()
    assert (find()[0] / path).read_bytes() == FILES[path]


@pytest.mark.parametrize(
    ("status", "words"), [(403, "check that HF_TOKEN is a valid token"), (503, "the hub answered with the error 503")]
)
def test_a_hub_that_refuses_or_fails(hub: StubHub, status: int, words: str) -> None:
    hub.status = status
    assert words in failure()


def test_no_network(hub: StubHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert "the hub cannot be reached; check the network, or give a folder" in failure()


def test_the_terms_of_a_known_model_are_told_before_its_download(hub: StubHub) -> None:
    hub.repositories["Unbabel/wmt22-cometkiwi-da"] = dict(FILES)
    hub.gated.add("Unbabel/wmt22-cometkiwi-da")
    told: list[str] = []
    with pytest.raises(CheckpointError):
        checkpoint("Unbabel/wmt22-cometkiwi-da", Computing(), wanted=WANTED, notice=told.append)
    assert len(told) == 1
    assert "about 2.3 GB" in told[0]
    assert "CC-BY-NC-SA-4.0; not for commercial use" in told[0]
    assert "accepted at https://huggingface.co/Unbabel/wmt22-cometkiwi-da" in told[0]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (("model.safetensors", "pytorch_model.bin"), ["config.json", "model.safetensors"]),
        (("pytorch_model.bin", "tf_model.h5"), ["config.json", "pytorch_model.bin"]),
    ],
)
def test_of_two_formats_of_weights_one_is_downloaded_and_said_once(
    hub: StubHub, weights: tuple[str, str], expected: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    hub.repositories[NAME] = {"config.json": b"{}", **dict.fromkeys(weights, b"weights " * 500)}
    with caplog.at_level("WARNING", logger="mtqc"):
        found = pretrained(NAME, Computing())
    assert sorted(hub.asked) == expected
    assert found.has(expected[1])
    assert len([record for record in caplog.records if record.name == "mtqc"]) == 1


def test_a_repository_without_weights_in_a_known_format(hub: StubHub) -> None:
    hub.repositories[NAME] = {"config.json": b"{}", "tf_model.h5": b"weights"}
    with pytest.raises(CheckpointError, match=r"expected model\.safetensors or pytorch_model\.bin; found config\.json"):
        pretrained(NAME, Computing())


def test_a_folder_is_named_by_the_content_of_its_wanted_files(tmp_path: Path) -> None:
    def revision(computing: Computing) -> str:
        return checkpoint(str(tmp_path / "model"), computing, wanted=WANTED).revision

    for path, content in FILES.items():
        (tmp_path / "model" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "model" / path).write_bytes(content)
    first = revision(Computing())
    cached = Computing(cache=tmp_path / "cache")
    assert revision(cached) == revision(cached) == first
    assert len(first) == 40
    (tmp_path / "model/README.md").write_bytes(b"other words")
    assert revision(Computing()) == first
    (tmp_path / "model/checkpoints/model.ckpt").write_bytes(b"other weights")
    assert revision(Computing()) != first
    assert revision(cached) == revision(Computing())


def test_a_folder_whose_hashes_cannot_be_remembered(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model/config.json").write_bytes(b"{}")
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    computing = Computing(cache=tmp_path / "cache")
    assert len(checkpoint(str(tmp_path / "model"), computing, wanted=WANTED).revision) == 40


def test_a_folder_has_no_revision_and_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "model.ckpt").write_bytes(b"weights")
    assert "a folder has no revision 'v1'" in failure(str(tmp_path), revision="v1")
    assert "is a file; give the folder" in failure(str(tmp_path / "model.ckpt"))


def test_files_of_a_checkpoint(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes(b"{}")
    found = checkpoint(str(tmp_path), Computing(), wanted=WANTED)
    assert found.file("config.json") == tmp_path / "config.json"
    assert found.has("config.json")
    assert not found.has("hparams.yaml")
    assert found.short_revision == found.revision[:12]
    with pytest.raises(CheckpointError, match=r"expected hparams\.yaml; found config\.json: another kind"):
        found.file("hparams.yaml")


@pytest.mark.parametrize(("count", "text"), [(10, "1 MB"), (471_000_000, "471 MB"), (2_320_000_000, "2.3 GB")])
def test_sizes(count: int, text: str) -> None:
    assert size_text(count) == text
