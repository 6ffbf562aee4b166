from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.cluster import ClusterSettings
from tests.unit.slipway.settings.lines import lines_of


def test_a_cluster_of_which_nothing_is_said_has_its_dns_where_most_have_it() -> None:
    cluster = ClusterSettings()

    assert (cluster.dns.namespace, cluster.dns.labels) == ("kube-system", {"k8s-app": "kube-dns"})
    assert cluster.network_policies == "kubernetes"
    assert cluster.ingress is None
    assert cluster.gateway is None


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"networkPolicies": "calico"}, 'networkPolicies: expected one of kubernetes or cilium; got "calico"'),
        ({"ingress": {}}, "ingress.namespace: missing; required: the namespace of the pods, for example `traefik`"),
        (
            {"apiServer": {"cidrs": ["10.0.0.1"]}},
            ('apiServer.cidrs.0: expected a CIDR block without host bits, for example 10.0.0.0/8; got "10.0.0.1"'),
        ),
    ],
)
def test_a_mistake_is_told(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as error:
        ClusterSettings.model_validate(said)

    assert lines_of(error.value, ClusterSettings) == [line]
