"""Who an app is: to the cluster, and to the cloud around it."""

from pydantic import model_validator

from settings.words.annotations import Annotations
from settings.words.model import Model
from settings.words.vocabulary import ObjectName, conflict


class ServiceAccountSettings(Model):
    """https://kubernetes.io/docs/concepts/security/service-accounts/"""

    annotations: Annotations = {}
    """The cloud identity that the app has: `eks.amazonaws.com/role-arn` (EKS), `iam.gke.io/gcp-service-account` (GKE),
    `azure.workload.identity/client-id` (AKS, which labels the pods too). Default: none."""
    existing: ObjectName | None = None
    """A ServiceAccount of the namespace that somebody else makes. Default: one of the app's own."""

    @model_validator(mode="after")
    def _belongs_to_somebody(self) -> "ServiceAccountSettings":
        if self.existing == "default":
            raise conflict(
                "the ServiceAccount default is that of every pod that says none, so that its rights are everybody's; "
                "leave existing out and the app gets one of its own"
            )
        if self.existing and self.annotations:
            raise conflict(f"{self.existing} is somebody else's, who annotates it; leave out annotations or existing")
        return self
