"""What is said of a mistake: where it is, what was expected, what came, and the way out."""
