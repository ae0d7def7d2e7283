"""The letters of scripts that part words with blanks, as a piece of a character class.

Chinese, Japanese, Korean and Thai stand right beside a name or an address, where other scripts leave a blank: they
cannot be a part of it.
"""

SPACED_LETTERS = r"A-Za-z0-9_À-ÖØ-öø-ɏͰ-ԯ"
"""Latin, Greek and Cyrillic letters, ASCII digits and the underscore: ``\\w`` of those scripts."""
