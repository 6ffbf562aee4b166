"""How a patch is laid over an object."""
