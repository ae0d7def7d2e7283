"""Files to documents: one format a file, found through the entry points ``mtqc.formats``."""
