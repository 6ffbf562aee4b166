import pytest
from pydantic import ValidationError

from slipway.settings.namespace import NamespaceSettings


def test_a_namespace_is_restricted_unless_it_says_more_and_why() -> None:
    baseline = {"podSecurity": {"level": "baseline", "reason": "an old image that must be root"}}

    assert NamespaceSettings().pod_security_level() == "restricted"
    assert NamespaceSettings.model_validate(baseline).pod_security_level() == "baseline"


@pytest.mark.parametrize("given", [{"level": "baseline"}, {"level": "lax", "reason": "an old image"}, "baseline"])
def test_a_level_without_a_reason_or_of_another_name_is_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        NamespaceSettings.model_validate({"podSecurity": given})
