"""The models of the COMET family, each after its original: what they read, how they pool, and what they make of it."""
