"""How much a namespace may have, and whether its apps fit in."""
