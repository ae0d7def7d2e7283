"""How often the quality model marks something in message catalogues that people translated and released with care.

    python benchmarks/catalogue_marks.py /usr/share/locale/{de,es,ru}/LC_MESSAGES/{bash,tar,wget}.mo

Nearly all marks are false there, so the table says what a reader of software texts is spared or not. Sources are taken
for English. Not every catalogue is judged: of more than 2,000 segments a run judges none unasked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import mtqc
from mtqc.model import Severity

_RULE = "accuracy/estimated-error"


def main() -> None:
    """Prints a line for each target language, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalogue", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print what is marked, too")
    arguments = parser.parse_args()
    judged: Counter[str] = Counter()
    neutral: Counter[str] = Counter()
    graver: Counter[str] = Counter()
    for path in arguments.catalogue:
        for document in mtqc.check(path, source_language="en", select=(_RULE,)).documents:
            if document.estimate is None:
                continue
            for language in (document.target_language or "?", "all"):
                judged[language] += document.estimate.judged
                for finding in document.findings:
                    (neutral if finding.severity is Severity.NEUTRAL else graver)[language] += 1
            for finding in document.findings if arguments.show else ():
                print(
                    f"{finding.severity.value}\t{finding.target_text or finding.source_text}\t"
                    f"{finding.segment.source}\t{finding.segment.target}".replace("\n", "↵")
                )
    print("| language | segments judged | neutral marks in 1,000 | graver ones in 1,000 |\n|---|---|---|---|")
    for language in (*sorted(set(judged) - {"all"}), "all"):
        rates = (1000 * counts[language] / max(1, judged[language]) for counts in (neutral, graver))
        print(f"| {language} | {judged[language]:,} | " + " | ".join(f"{rate:.1f}" for rate in rates) + " |")


if __name__ == "__main__":
    main()
