"""A pod and the containers in it."""
