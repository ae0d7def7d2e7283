"""What translators know: false friends, calques, fixed terms and the like, as data that a translator can extend."""

from mtqc.interference.knowledge.entry import Entry
from mtqc.interference.knowledge.library import Library, read_entries

__all__ = ["Entry", "Library", "read_entries"]
