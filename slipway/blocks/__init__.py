"""Pure functions from settings to the arguments of Kubernetes objects. They register nothing."""
