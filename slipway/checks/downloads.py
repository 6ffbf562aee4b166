"""Downloads need a connection: the app's own pods fetch them."""

from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.cluster import ClusterSettings
from slipway.settings.connection import ConnectionSettings

_PORTS = {"http": 80, "https": 443}


def unreachable_downloads(path: str, app: AppSettings, cluster: ClusterSettings, own: str) -> Iterator[Problem]:
    """Every download that no connection of the app allows. Only DNS knows the address of a host name, so every CIDR
    block with the right port is accepted. Redirects of the URL are unknown here.
    """
    for file, download in sorted(app.downloads.items()):
        host, port = _target(download.url)
        if not any(could_reach(each, host, port, own) for each in app.connections().values()):
            yield Problem(
                path_of(path, "downloads", file),
                f"no connection allows {host} on port {port}; add it to connectsTo, "
                f"for example {_line(host, port, cluster)}",
            )


def _target(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def could_reach(connection: ConnectionSettings, host: str, port: int, own: str) -> bool:
    """True if the connection of an app of the namespace `own` may lead to this address."""
    if connection.app:
        inside = f"{connection.app}.{connection.namespace or own}"
        short = [connection.app] if connection.namespace in (None, own) else []
        return host in (*short, inside, f"{inside}.svc", f"{inside}.svc.cluster.local")
    if not any(each.covers(port) for each in connection.numbers()):
        return False
    if connection.pods:
        return host.split(".")[1:2] == [connection.pods.namespace]
    if connection.host:
        wildcard = connection.host.startswith("*.") and host.endswith(connection.host[1:])
        return host == connection.host or wildcard
    try:
        return ip_address(host) in ip_network(connection.cidr or "")
    except ValueError:
        return True


def _line(host: str, port: int, cluster: ClusterSettings) -> str:
    """The missing line of `connectsTo`."""
    if cluster.network_policies == "cilium":
        return f"{{host: {host}, port: {port}}}"
    try:
        address = ip_address(host)
    except ValueError:
        return f"the addresses of {host}: {{cidr: 203.0.113.0/24, port: {port}}}"
    return f"{{cidr: {address}/{address.max_prefixlen}, port: {port}}}"
