from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.ingress import IngressSettings


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"hosts": ["a.example.com"]}, "expected each host once in host and hosts; duplicates: a.example.com"),
        (
            {"hosts": ["b.example.com", "b.example.com"]},
            "expected each host once in host and hosts; duplicates: b.example",
        ),
        ({"paths": {"/": "grpc"}}, r"expected each path once in path \(/ by default\) and paths; duplicates: /"),
        ({"issuer": "own", "clusterIssuer": "all"}, "expected clusterIssuer or issuer, not both"),
    ],
)
def test_what_cannot_stand_together_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        IngressSettings.model_validate({"host": "a.example.com", **said})


def test_the_main_host_and_path_come_first() -> None:
    settings = IngressSettings(host="b.example.com", hosts=("a.example.com",), path="/z", paths={"/a": {"port": "x"}})

    assert settings.all_hosts() == ["b.example.com", "a.example.com"]
    assert list(settings.all_paths()) == ["/z", "/a"]
