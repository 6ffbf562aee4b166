"""What says in the cluster that an app can be reached from outside on purpose; the policy `exposure` asks for it."""

from settings.service import OUTSIDE, ServiceType

EXPOSED = "slipway.dev/exposed"


def exposed(service_type: ServiceType | None = None) -> dict[str, str]:
    """The annotation of an Ingress or a route, and of a Service if its type leads outside."""
    return {EXPOSED: "true"} if service_type is None or service_type in OUTSIDE else {}
