"""Reports to what people, editors and CI read: one report a file, found through the entry points ``mtqc.reports``."""
