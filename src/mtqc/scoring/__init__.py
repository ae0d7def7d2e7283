"""From texts and the names of metrics to scores."""
