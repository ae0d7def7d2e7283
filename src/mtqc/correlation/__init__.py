"""How well metrics agree with what people say of the same translations."""
