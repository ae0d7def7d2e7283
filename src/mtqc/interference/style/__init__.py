"""Style: what the function words and the shapes of the other words say of a text's origin."""
