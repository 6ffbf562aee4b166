import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.placement import Toleration, TolerationSettings

TOLERATION: TypeAdapter[TolerationSettings] = TypeAdapter(Toleration)


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        (
            "dedicated=database:NoSchedule",
            TolerationSettings(key="dedicated", value="database", effect="NoSchedule"),
        ),
        ("gpu:NoExecute", TolerationSettings(key="gpu", effect="NoExecute")),
        ("dedicated=database", TolerationSettings(key="dedicated", value="database")),
        ("example.com/gpu", TolerationSettings(key="example.com/gpu")),
        ("*", TolerationSettings()),
    ],
)
def test_a_taint_is_written_as_kubectl_writes_it(written: str, settings: TolerationSettings) -> None:
    assert TOLERATION.validate_python(written) == settings


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("a=b=c", "expected a taint as kubectl writes it, for example dedicated=database:NoSchedule"),
        ("", "expected a taint as kubectl writes it"),
        ("bad key", "expected a label key"),
        (
            {"key": "gpu", "effect": "NoSchedule", "seconds": 60},
            "seconds needs effect: NoExecute; set it, or leave seconds out",
        ),
        ({"value": "database"}, "value needs key, for example {key: dedicated, value: db}"),
    ],
)
def test_what_is_no_taint_is_refused(written: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TOLERATION.validate_python(written)
