"""The ports of an app: containers, probes, Services and Ingresses refer to them by name, never by number."""

from pulumi_kubernetes.core.v1 import ContainerPortArgs

from settings.kinds.app import AppSettings
from settings.network.ports import MAIN_PORT

PORT_NAME = MAIN_PORT


def container_ports(settings: AppSettings) -> list[ContainerPortArgs]:
    """The main port, then those beside it."""
    return [
        ContainerPortArgs(name=PORT_NAME, container_port=settings.port),
        *(
            ContainerPortArgs(name=name, container_port=port.port, protocol=port.protocol)
            for name, port in settings.ports.items()
        ),
    ]
