"""Several systems on one test set: which is better, how sure that is, and where they differ."""
