import pytest

from components import App
from components.kinds import COMPONENTS, component_of
from slipway.settings.kinds import KINDS


def test_every_kind_has_a_component() -> None:
    assert set(COMPONENTS) == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_component_of_a_kind_is_an_app(kind: str) -> None:
    component = component_of(kind)

    assert isinstance(component, type)
    assert issubclass(component, App)


def test_an_unknown_kind_fails_loudly() -> None:
    with pytest.raises(KeyError, match="daemon"):
        component_of("daemon")
