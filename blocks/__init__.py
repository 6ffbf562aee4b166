"""How Kubernetes says it: pure functions from settings to the arguments of objects. Nothing here registers anything."""
