"""Significance, correlation and agreement: what may be concluded from scores."""
