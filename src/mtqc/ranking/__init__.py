"""The best of several translations of each segment: reranking, minimum Bayes risk, and tournaments."""
