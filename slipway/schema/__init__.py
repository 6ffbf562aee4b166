"""The fields of Kubernetes objects, as the API server describes them."""
