"""What a score of sacreBLEU's needs is soon there: none of the libraries that learned metrics load."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from mtqc.metrics.computing import Computing
from mtqc.metrics.finding import metric
from mtqc.model.test_set import System, TestSet

for name in ("bleu", "chrf++", "ter"):
    metric(name, Computing()).measure(TestSet(1, references=(("a b",),)), [System("s", ("a c",))])
print(*sorted({"torch", "transformers", "scipy", "pandas"} & set(sys.modules)))
"""


def test_no_heavy_library_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
