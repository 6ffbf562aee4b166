"""How many earlier versions of an app Kubernetes can go back to."""

from settings.kinds.pod import PodSettings

KEPT = 10
"""Where nothing is said: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy"""


def revisions(app: PodSettings) -> int:
    """Of jobs Kubernetes keeps none; what a run refers to that goes on stays as long as that of other apps."""
    rollout = getattr(app, "rollout", None)
    said: int | None = getattr(rollout, "revision_history_limit", None)
    return KEPT if said is None else said
