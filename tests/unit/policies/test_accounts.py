from typing import Any

import pytest

from policies.accounts import OWN_ACCOUNT, REASON, TOKEN
from slipway.blocks import identity
from tests.unit.policies.objects import found, workload


def test_an_app_with_an_account_of_its_own_and_no_token_passes() -> None:
    assert found(TOKEN, workload()) == found(OWN_ACCOUNT, workload()) == []


@pytest.mark.parametrize(("mounted", "said"), [(True, "true"), (None, "nothing")])
def test_a_token_is_told_unless_the_pods_say_what_for(mounted: Any, said: str) -> None:
    pod = {"automountServiceAccountToken": mounted}

    assert found(TOKEN, workload(pod=pod)) == [
        f"spec.template.spec.automountServiceAccountToken: expected false, or a reason in apiAccess; got {said}"
    ]
    assert found(TOKEN, workload(pod=pod, annotations={REASON: "elects a leader"})) == []


@pytest.mark.parametrize(("name", "said"), [("default", '"default"'), (None, "nothing")])
def test_the_account_of_the_namespace_is_told(name: str | None, said: str) -> None:
    assert found(OWN_ACCOUNT, workload(pod={"serviceAccountName": name})) == [
        f"spec.template.spec.serviceAccountName: expected a service account of the app; got {said}"
    ]


def test_the_reason_is_the_annotation_that_the_program_sets() -> None:
    assert REASON == identity.REASON
