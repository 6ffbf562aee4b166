import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.ingress import IngressPaths, OpenPath, RoutePath, RoutePaths

OPEN, ROUTE = TypeAdapter(OpenPath), TypeAdapter(RoutePath)


@pytest.mark.parametrize("path", ["/", "/api", "/api/", "/a.b/c%20d", "/.well-known", "/..."])
def test_a_normal_path_may_be_opened(path: str) -> None:
    assert OPEN.validate_python(path) == ROUTE.validate_python(path) == path


@pytest.mark.parametrize("path", ["api", "/a//b", "/./a", "/a/../b", "/a%2Fb", "/a/.", "/a/..", "/a?b", "/a b", 1])
def test_a_path_that_the_api_would_refuse_is_refused(path: object) -> None:
    with pytest.raises(ValidationError, match="expected a URL path that starts with /"):
        OPEN.validate_python(path)
    with pytest.raises(ValidationError, match="expected a URL path that starts with /"):
        ROUTE.validate_python(path)


@pytest.mark.parametrize("path", ["/ä", "/a|b", "/a%2", "/" + "a" * 1024])
def test_a_gateway_allows_less_than_an_ingress(path: str) -> None:
    assert OPEN.validate_python(path) == path
    with pytest.raises(ValidationError, match="at most 1024 URL characters"):
        ROUTE.validate_python(path)


def test_a_ports_name_alone_is_short_for_where_a_path_goes() -> None:
    assert TypeAdapter(IngressPaths).validate_python({"/grpc": "grpc"})["/grpc"].port == "grpc"
    assert TypeAdapter(RoutePaths).validate_python({"/": {"pathType": "Exact"}})["/"].port == "http"
