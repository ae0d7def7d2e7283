"""Makes the pictures of the README from the program itself; needs headless Chromium on the path for the HTML page."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
IMAGES = ROOT / "docs" / "images"
TEXTS = ROOT / "benchmarks" / "interference_texts" / "tuned"
SYSTEMS = ROOT / "docs" / "compare-example"
COMPARISON = [
    *(sys.executable, "-m", "mtqc", "compare", "-t", "close=close.de", "free=free.de", "literal=literal.de"),
    *("-s", "source.en", "-r", "reference.de", "-m", "chrf", "--isolated", "--no-cache"),
    *("--source-lang", "en", "--target-lang", "de"),
]
_COMMAND = [sys.executable, "-m", "mtqc", "check"]
_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{\{.*?\}\}\n?", re.DOTALL)


def main() -> None:
    """Writes docs/images/terminal.svg, docs/images/report.png, detection.png and comparison.png."""
    IMAGES.mkdir(exist_ok=True)
    terminal()
    picture_of([*_COMMAND, "app.de.po", "article.de.txt"], EXAMPLES, "report.png")
    detect = [sys.executable, "-m", "mtqc", "detect", "blackout.es.txt", "--target-lang", "de"]
    picture_of(detect, TEXTS, "detection.png")
    picture_of(COMPARISON, SYSTEMS, "comparison.png")


def terminal() -> None:
    """The text report of one example, in colours."""
    command = ["handbook.de.xliff"]
    coloured = {**os.environ, "FORCE_COLOR": "1"}
    done = subprocess.run(
        [*_COMMAND, *command], cwd=EXAMPLES, env=coloured, capture_output=True, text=True, check=False
    )
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(done.stdout))
    # The picture loads no font from the network: whatever monospaced font is there will do.
    form = _FONT_FROM_ELSEWHERE.sub("", CONSOLE_SVG_FORMAT)
    picture = console.export_svg(title=f"mtqc check {' '.join(command)}", code_format=form, unique_id="mtqc")
    (IMAGES / "terminal.svg").write_text(picture, encoding="utf-8")


def picture_of(command: Sequence[str], folder: Path, name: str) -> None:
    """The top of the HTML report that a command writes."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit(f"docs/images/{name} needs chromium")
    with TemporaryDirectory() as temporary:
        page = Path(temporary) / "report.html"
        subprocess.run(
            [*command, "--format", "html", "--output", str(page)], cwd=folder, capture_output=True, check=False
        )
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--force-device-scale-factor=1",
                "--window-size=1280,1000",
                f"--screenshot={IMAGES / name}",
                page.as_uri(),
            ],
            capture_output=True,
            check=True,
        )


if __name__ == "__main__":
    main()
