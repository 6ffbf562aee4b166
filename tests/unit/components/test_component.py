import pulumi
import pytest

from components import StatelessApp
from slipway.settings import StatelessAppSettings
from tests.deployment import deploy

WEB = StatelessAppSettings(image="nginx:1.29", port=8080)


@pytest.mark.parametrize("name", ["Web", "1web", "shop.Web", "w" * 53])
def test_a_name_that_kubernetes_would_refuse_is_refused_with_the_limit(name: str) -> None:
    with pytest.raises(pulumi.RunError, match="expected a name of at most 52 lowercase letters"):
        deploy(lambda: StatelessApp(name, WEB, namespace="shop"))


def test_two_namespaces_may_have_apps_of_the_same_name() -> None:
    def program() -> None:
        StatelessApp("dev.web", WEB, namespace="dev")
        StatelessApp("test.web", WEB, namespace="test")

    names = [each.inputs["metadata"]["name"] for each in deploy(program).all("Deployment")]

    assert names == ["web", "web"]
