from pulumi import ResourceOptions

from components.base import metadata
from components.resource_quota import resource_quota
from offline.recorder import Recording, record
from slipway.settings.quota import QuotaSettings


def bounded(quota: QuotaSettings | None) -> Recording:
    def program() -> None:
        resource_quota(
            "shop",
            quota,
            metadata=lambda name: metadata(name, "shop", {"team": "storefront"}),
            opts=ResourceOptions(),
        )

    return record(program)


def test_what_is_bound_is_registered_by_the_names_that_kubernetes_has_for_it() -> None:
    quota = bounded(QuotaSettings.model_validate({"cpu": "2..4", "pods": 20})).one("ResourceQuota")

    assert quota.name == "shop.quota"
    assert quota.inputs["metadata"] == {"name": "quota", "namespace": "shop", "labels": {"team": "storefront"}}
    assert quota.inputs["spec"] == {"hard": {"requests.cpu": "2", "limits.cpu": "4", "pods": "20"}}


def test_where_nothing_is_bound_there_is_no_quota() -> None:
    assert bounded(None).registrations == []
