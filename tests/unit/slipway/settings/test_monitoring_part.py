import pytest
from pydantic import ValidationError

from slipway.settings.monitoring import MonitoringPartSettings


def test_it_has_to_do_with_nobody_by_itself() -> None:
    part = MonitoringPartSettings()

    assert (part.connects_to, part.accepts_from) == ((), ())


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ("pager", r"expected the namespace of pager too, for example \{app: pager, namespace: ops\}"),
        ({"app": "pager", "namespace": "ops", "prefix": "PAGER_"}, "prefix has no effect here"),
    ],
)
def test_an_app_is_named_completely_and_gives_no_variables(connection: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        MonitoringPartSettings.model_validate({"connectsTo": [connection]})
