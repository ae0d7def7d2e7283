"""One text and no source: what in it betrays that it was translated, by a machine perhaps, and from which language."""
