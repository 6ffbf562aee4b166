"""Server-side apply: force our fields on conflict.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
"""

OURS = {"pulumi.com/patchForce": "true"}
"""Without it, `up` fails with a conflict after somebody, or a deleted autoscaler, has changed a field that we set, such
as `replicas`."""
