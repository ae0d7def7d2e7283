"""Checks of the MQM dimension terminology."""
