"""A server on this machine that answers as the Hugging Face hub does, and misbehaves on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

LARGE = 1000
"""From so many bytes a file is stored as the hub stores weights: named by its SHA-256."""


@dataclass
class StubHub:
    """The repositories by name, each with its files; there is one commit a repository.

    Repositories in ``gated`` give their files to nobody. A file in ``broken`` ends after half of its bytes, one in
    ``damaged`` has other bytes than its hash says. ``asked`` lists the downloads so far, ``status`` is what every
    request is answered with instead, if it is not None.
    """

    repositories: dict[str, dict[str, bytes]] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    status: int | None = None
    url: str = ""

    def commit(self, name: str) -> str:
        """The hash of the repository's only commit."""
        return sha1(name.encode()).hexdigest()


@contextmanager
def serving() -> Iterator[StubHub]:
    """A hub without repositories, on a free port of this machine."""
    hub = StubHub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _identity(content: bytes) -> str:
    if len(content) >= LARGE:
        return sha256(content).hexdigest()
    return sha1(b"blob %d\0" % len(content) + content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    hub: StubHub

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def log_message(self, format: str, *arguments: object) -> None:
        """Keeps the tests' output clean."""

    def _answer(self, body: bool) -> None:
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        if self.hub.status is not None:
            self._error(self.hub.status, "")
        elif parts[:2] == ["api", "models"]:
            self._metadata("/".join(parts[2:4]), parts[4:])
        elif len(parts) < 5:
            # Newer versions of huggingface_hub ask for lists that have nothing to do with models.
            self._error(404, "")
        else:
            self._file("/".join(parts[:2]), parts[3], "/".join(parts[4:]), body)

    def _metadata(self, name: str, rest: list[str]) -> None:
        files = self.hub.repositories.get(name)
        commit = self.hub.commit(name)
        if files is None:
            self._error(401, "RepoNotFound")
        elif rest and rest[1] not in ("main", commit):
            self._error(404, "RevisionNotFound")
        elif rest and rest[0] == "tree":
            self._json([self._entry(path, content) for path, content in files.items()])
        else:
            siblings = [{"rfilename": path} for path in files]
            self._json({"id": name, "modelId": name, "sha": commit, "siblings": siblings, "private": False})

    def _entry(self, path: str, content: bytes) -> dict[str, object]:
        entry: dict[str, object] = {"type": "file", "path": path, "size": len(content), "oid": _identity(content)}
        if len(content) >= LARGE:
            entry["lfs"] = {"oid": _identity(content), "size": len(content), "pointerSize": 130}
        return entry

    def _file(self, name: str, revision: str, path: str, body: bool) -> None:
        content = self.hub.repositories.get(name, {}).get(path)
        if name in self.hub.gated:
            self._error(401, "GatedRepo")
        elif content is None:
            self._error(404, "EntryNotFound")
        else:
            if body:
                self.hub.asked.append(path)
            self._send(name, path, content, body)

    def _send(self, name: str, path: str, content: bytes, body: bool) -> None:
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
        rest = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("ETag", f'"{_identity(content)}"')
        self.send_header("X-Repo-Commit", self.hub.commit(name))
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        if not body:
            return
        if path in self.hub.damaged:
            rest = bytes(len(rest))
        if path in self.hub.broken:
            rest = rest[: len(content) // 2 - start] if start < len(content) // 2 else b""
        self.wfile.write(rest)
        self.close_connection = True

    def _json(self, content: object) -> None:
        text = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text)

    def _error(self, status: int, code: str) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()
