"""What translators know: false friends, calques, fixed terms and the like, as data that a translator can extend."""

from mtqc.interference.knowledge.entry import Entry
from mtqc.interference.knowledge.library import Library, find_knowledge
from mtqc.interference.knowledge.loading import read_entries, read_knowledge, shipped_entries

__all__ = ["Entry", "Library", "find_knowledge", "read_entries", "read_knowledge", "shipped_entries"]
