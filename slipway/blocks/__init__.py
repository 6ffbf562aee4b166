"""Pure functions from settings to arguments of Kubernetes objects. They register no resources."""
