"""The differences between a stack and its cluster, from the state and from what the API server returns."""
