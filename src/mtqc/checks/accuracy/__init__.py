"""Checks of the MQM dimension accuracy."""
