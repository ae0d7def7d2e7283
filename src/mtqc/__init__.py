"""mtqc, a machine-translation quality checker: what is wrong with a translation, where, how bad, and why."""

from mtqc.version import __version__

__all__ = ["__version__"]
