"""The version of mtqc."""

__version__ = "0.1.0"
