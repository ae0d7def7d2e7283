"""What the learned metrics share: checkpoints and where they come from, batches, devices, and scores kept on disk."""
