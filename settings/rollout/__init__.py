"""How many pods there are, and how new ones take the place of old ones."""
