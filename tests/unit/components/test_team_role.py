from pulumi import ResourceOptions

from components.base import metadata
from components.team_role import team_role
from offline.recorder import Recording, record
from slipway.blocks import access


def granted(*groups: str) -> Recording:
    def program() -> None:
        team_role(
            "shop",
            "viewer",
            access.viewer,
            groups,
            metadata=lambda name: metadata(name, "shop", {"team": "storefront"}),
            opts=ResourceOptions(),
        )

    return record(program)


def test_groups_are_bound_to_a_role_of_the_namespace() -> None:
    recording = granted("oidc:support", "oidc:on-call")
    role, binding = recording.one("Role").inputs, recording.one("RoleBinding").inputs

    assert role["metadata"] == {"name": "team.viewer", "namespace": "shop", "labels": {"team": "storefront"}}
    assert binding["roleRef"] == {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "team.viewer"}
    assert [(each["kind"], each["name"]) for each in binding["subjects"]] == [
        ("Group", "oidc:support"),
        ("Group", "oidc:on-call"),
    ]


def test_without_a_group_there_is_no_role() -> None:
    assert granted().registrations == []
