"""A container that runs beside the app's own for as long as the pod lives."""

from settings.containers.container import ContainerSettings
from settings.containers.probed import ProbedSettings


class SidecarSettings(ContainerSettings, ProbedSettings):
    """It starts before the app's container, which waits for its startup probe, stops after it, and does not keep a job
    from ending. Kubernetes 1.29 and later: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """
