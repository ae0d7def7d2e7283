"""What a text is made of: words, numbers, placeholders, tags, addresses; found once, used by all checks."""
