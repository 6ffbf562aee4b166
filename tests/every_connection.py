"""The connections in tests/every-connection.yaml, written by hand."""

from offline.program import ROOT
from tests.cluster_of_pods import Reached, from_everybody

FILE = ROOT / "tests" / "every-connection.yaml"

CONNECTED: Reached = {
    ("traefik/traefik", "graph-shop/web", "8080/TCP"),
    ("graph-shop/web", "graph-shop/api", "3000/TCP"),
    ("graph-shop/web", "graph-data/db", "5432/TCP"),
    ("graph-shop/api", "graph-shop/web", "8081/TCP"),
    ("graph-shop/api", "graph-shop/cache", "6379/TCP"),
    ("graph-shop/api", "graph-shop/cache", "7946/UDP"),
    ("graph-shop/api", "client", "443/TCP"),
    ("graph-shop/api", "client", "5432/TCP"),
    ("graph-shop/api", "internet", "53/UDP"),
    *(("graph-shop/api", "internet", f"{port}/TCP") for port in (8080, 8081, 8089, 8443)),
    ("graph-shop/cache", "graph-shop/cache", "7946/UDP"),
    ("graph-shop/mailer", "graph-shop/cache", "6379/TCP"),
    *from_everybody("graph-shop/edge", "8443/TCP"),
    ("client", "graph-shop/front", "8080/TCP"),
    ("graph-shop/front", "graph-shop/logs", "9100/TCP"),
    *from_everybody("graph-shop/media", "7946/UDP"),
    ("api-server", "graph-shop/hook", "8080/TCP"),
    ("gateways/gateway", "graph-shop/hook", "9090/TCP"),
    ("other-client", "graph-shop/hook", "8080/TCP"),
    ("other-client", "graph-shop/hook", "8081/TCP"),
    ("graph-shop/nightly", "graph-data/db", "5432/TCP"),
    ("graph-shop/nightly", "api-server", "6443/TCP"),
    ("graph-shop/migrate", "graph-data/db", "5432/TCP"),
}
