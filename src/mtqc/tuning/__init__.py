"""Fine-tuning of the quality estimate on a user's own judgements: the whole of ``mtqc train`` but printing."""
