"""Scores of translations: sacreBLEU's metrics, and learned ones from their checkpoints."""
