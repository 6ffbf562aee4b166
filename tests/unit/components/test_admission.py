from collections.abc import Callable

from pulumi import Output

from components import ManagedNamespace, MonitoringStack, StatelessApp
from offline.recorder import Recording
from slipway.settings import ManagedNamespaceSettings, MonitoringSettings, StatelessAppSettings
from tests.deployment import deploy
from tests.unit.stack.composed import composed

WEB = StatelessAppSettings(image="a:1", port=80)
SHOP = ManagedNamespaceSettings()


def enforced(recording: Recording) -> dict[str, str]:
    """The policies that are bound by a binding of their name, with the namespace of each."""
    policies = {
        each.inputs["metadata"]["name"]: each.inputs["spec"]["matchConstraints"]["namespaceSelector"]["matchLabels"]
        for each in recording.all("ValidatingAdmissionPolicy")
    }
    bindings = recording.all("ValidatingAdmissionPolicyBinding")
    bound = {each.inputs["metadata"]["name"]: each.inputs["spec"]["policyName"] for each in bindings}
    assert bound == {name: name for name in policies}
    return {name: labels["kubernetes.io/metadata.name"] for name, labels in policies.items()}


def own_program(program: Callable[[], object]) -> dict[str, str]:
    return enforced(deploy(program))


def test_the_policies_of_two_namespaces_have_names_of_their_own() -> None:
    app = {"apps": {"web": {"image": "a:1", "port": 80}}}

    assert enforced(composed({"shop": app, "bank": app, "empty": {}})) == {
        "shop.slipway.dev": "shop",
        "shop.apps.slipway.dev": "shop",
        "bank.slipway.dev": "bank",
        "bank.apps.slipway.dev": "bank",
        "empty.slipway.dev": "empty",
    }


def test_an_app_in_a_program_of_ones_own_keeps_its_name_too() -> None:
    assert own_program(lambda: StatelessApp("shop.web", WEB, namespace=ManagedNamespace("shop", SHOP))) == {
        "shop.slipway.dev": "shop",
        "web.shop.apps.slipway.dev": "shop",
    }


def test_an_app_that_knows_only_the_name_of_its_namespace_rules_nothing() -> None:
    assert own_program(lambda: StatelessApp("web", WEB, namespace="shop")) == {}


def test_the_namespace_of_the_monitoring_has_the_rules_of_every_namespace() -> None:
    assert own_program(
        lambda: MonitoringStack("monitoring", MonitoringSettings(), grafana_password=Output.secret("tulip"))
    ) == {"monitoring.slipway.dev": "monitoring"}


def test_they_go_with_the_component_and_not_with_the_namespace_to_which_they_do_not_belong() -> None:
    recording = composed({"shop": {"apps": {"web": {"image": "a:1", "port": 80}}}})
    rules = [*recording.all("ValidatingAdmissionPolicy"), *recording.all("ValidatingAdmissionPolicyBinding")]

    assert {each.deleted_with for each in rules} == {""}
    assert {each.parent for each in rules} == {recording.one("ManagedNamespace").urn}


def test_nobody_may_deploy_before_the_rules_hold() -> None:
    recording = composed({"shop": {"access": {"deployers": ["oidc:shop"]}}})
    rule = recording.one("ValidatingAdmissionPolicyBinding")

    assert rule.urn in recording.one("RoleBinding").dependencies
