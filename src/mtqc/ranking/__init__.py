"""The best of several candidates for each segment."""
