from typing import Any

from slipway.blocks.identity import account_annotations, pod_labels, policy_rules
from slipway.settings.access import ApiRuleSettings, ServiceAccountSettings
from slipway.settings.pod import PodSettings


def test_an_account_carries_the_clouds_identity_and_the_reason_for_its_token() -> None:
    settings = PodSettings.model_validate(
        {
            "image": "a:1",
            "serviceAccount": {"annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web"}},
            "apiAccess": {"reason": "finds its peers"},
        }
    )

    assert account_annotations(settings) == {
        "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web",
        "slipway.dev/api-access-reason": "finds its peers",
    }
    assert account_annotations(PodSettings(image="a:1")) == {}


def test_a_pod_asks_azure_for_its_identity_and_no_other_cloud() -> None:
    azure = ServiceAccountSettings(annotations={"azure.workload.identity/client-id": "0f1e"})
    google = ServiceAccountSettings(annotations={"iam.gke.io/gcp-service-account": "web@shop"})

    assert pod_labels(azure) == {"azure.workload.identity/use": "true"}
    assert pod_labels(google) == {}


def test_a_rule_says_what_rbac_says() -> None:
    rule = ApiRuleSettings(api_groups=("apps",), resources=("deployments",), verbs=("get",), resource_names=("web",))
    args: Any = policy_rules([rule])[0]

    assert (args.api_groups, args.resources, args.verbs, args.resource_names) == (
        ["apps"],
        ["deployments"],
        ["get"],
        ["web"],
    )


def test_a_rule_for_configmaps_and_secrets_names_them_as_in_the_cluster() -> None:
    said = {"resources": ["secrets"], "verbs": ["get"], "resourceNames": ["users", "corp"]}
    leases = {
        "apiGroups": ["coordination.k8s.io"],
        "resources": ["leases"],
        "verbs": ["get"],
        "resourceNames": ["users"],
    }
    rules = [ApiRuleSettings.model_validate(each) for each in (said, leases)]

    made: list[Any] = list(policy_rules(rules, secrets={"users": "users-1a2b"}))

    assert [each.resource_names for each in made] == [["users-1a2b", "corp"], ["users"]]
