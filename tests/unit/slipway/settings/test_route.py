from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.ingress import RouteSettings


@pytest.mark.parametrize(
    ("parent", "parts"),
    [
        ("public", ("public", None, None)),
        ("public/https", ("public", "https", None)),
        ({"gateway": "public", "namespace": "infra"}, ("public", None, "infra")),
    ],
)
def test_a_gateway_is_named_in_one_word_or_in_full(parent: Any, parts: tuple[str | None, ...]) -> None:
    settings = RouteSettings.model_validate({"parent": parent}).parent

    assert (settings.gateway, settings.section, settings.namespace) == parts


def test_everything_goes_to_the_main_port_unless_told_otherwise() -> None:
    [(path, settings)] = RouteSettings.model_validate({"parent": "public"}).paths.items()

    assert (path, settings.port, settings.path_type) == ("/", "http", "PathPrefix")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"hosts": ["a.b", "a.b"]}, "expected each host once in hosts; duplicates: a.b"),
        ({"paths": {}}, "expected at least one path in paths; leave paths out for all of them"),
        ({"hosts": [f"h{i}.b" for i in range(17)]}, "expected at most 16 hosts in a route; got 17"),
        ({"paths": {f"/{i}": "http" for i in range(17)}}, "expected at most 16 paths in a route; got 17"),
        ({"parent": "public/"}, "expected a name of lowercase letters"),
    ],
)
def test_what_the_schema_of_routes_refuses_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        RouteSettings.model_validate({"parent": "public", **said})
