from typing import Any

import pytest

from slipway.settings.releases import ChartSettings
from tests.mistakes import mistakes

OCI = {"chart": "oci://registry.example.com:5000/charts/redis", "version": "20.1.3"}
PLACE = "namespaces.shop.charts.redis"


def lines(**said: Any) -> list[str]:
    return mistakes({"environment": "development", "namespaces": {"shop": {"charts": {"redis": said}}}})


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (OCI, "registry"),
        ({"chart": "redis", "repository": "https://charts.example.com/stable", "version": "v1.2.3-rc.1"}, "repository"),
        ({"chart": "./charts/my-redis.v2"}, "project"),
    ],
)
def test_a_chart_is_in_a_registry_in_a_repository_or_in_the_project(said: dict[str, str], place: str) -> None:
    assert ChartSettings.model_validate(said).place == place


def test_its_pods_have_the_label_of_their_release_unless_others_are_named() -> None:
    assert ChartSettings.model_validate(OCI).labels_of_pods("redis") == {"app.kubernetes.io/instance": "redis"}
    assert ChartSettings.model_validate({**OCI, "podLabels": {"app": "r"}}).labels_of_pods("redis") == {"app": "r"}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"chart": "redis", "version": "1.2.3"},
            ": expected repository too, for example https://charts.example.com, or chart: oci://...",
        ),
        (
            {**OCI, "repository": "https://charts.example.com"},
            (
                ": oci://registry.example.com:5000/charts/redis is complete; leave repository out, or give the name of "
                "the chart alone"
            ),
        ),
        ({"chart": OCI["chart"]}, ": expected version too, an exact one, for example version: 1.2.3"),
        (
            {"chart": "./charts/redis", "version": "1.2.3"},
            ": a chart in the folder of the project has its version in Chart.yaml; leave version out",
        ),
        ({**OCI, "version": "^1.2"}, '.version: expected an exact version, for example 1.2.3; got "^1.2"'),
        (
            {"chart": "../redis"},
            (
                ".chart: expected an address in a registry (oci://), a folder of the project (./), or a name in "
                '`repository`, for example oci://registry.example.com/charts/redis; got "../redis"'
            ),
        ),
        (
            {"chart": "redis", "version": "1.2.3", "repository": "http://charts.example.com"},
            (
                ".repository: expected the https address of a chart repository, without credentials, for example "
                'https://charts.example.com; got "http://charts.example.com"'
            ),
        ),
        (
            {**OCI, "acceptsFrom": [{"ports": [80]}]},
            (
                ".acceptsFrom.0: expected exactly one of pods and cidr, for example {pods: {namespace: traefik}, "
                "ports: [80]}"
            ),
        ),
        (
            {**OCI, "values": {"size": 2**60}},
            ": size: expected a number of at most 9,007,199,254,740,991; larger ones lose digits; as text: quote it",
        ),
    ],
)
def test_what_helm_could_not_find_is_told_with_the_line_to_write(said: dict[str, Any], line: str) -> None:
    assert lines(**said) == [PLACE + line]


@pytest.mark.parametrize("chart", ["./../x", "./a/../b", "./a//b", "./", "oci://x", "oci://u:p@x/y", "/etc/chart"])
def test_no_address_leaves_the_project_or_has_credentials(chart: str) -> None:
    [line] = lines(chart=chart)

    assert line.startswith(f"{PLACE}.chart: expected an address")
