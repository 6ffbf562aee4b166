"""Whose word counts when several set the same field of an object.

https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
"""

OURS = {"pulumi.com/patchForce": "true"}
"""What the settings say, above all the number of pods: an `up` would otherwise fail with a conflict after somebody has
scaled by hand, or an autoscaler that is no longer wanted has."""
