"""Documents to findings: one check a file, in folders by MQM dimension.

Checks are found through the entry points ``mtqc.checks``, mtqc's own and everybody else's.
"""
