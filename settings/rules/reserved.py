"""Namespaces that are the cluster's own.

https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
"""


def belongs_to_cluster(namespace: str) -> bool:
    """`default` is everybody's, and the prefix `kube-` is reserved for Kubernetes itself."""
    return namespace == "default" or namespace.startswith("kube-")
