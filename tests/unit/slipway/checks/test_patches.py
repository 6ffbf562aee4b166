import pytest

from slipway.checks.patches import foreign_patches
from slipway.settings import NodeAgentSettings, StatelessAppSettings
from slipway.settings.app import AppSettings
from slipway.settings.patches import PatchSettings

PATCH = PatchSettings(object="Deployment", reason="no setting says it", patch={"spec": {"paused": True}})


def test_an_object_that_no_such_app_owns_is_told_by_its_path() -> None:
    app = NodeAgentSettings(image="a:1", patches=(PATCH,))

    [problem] = foreign_patches("namespaces.shop.apps.logs", app)

    assert problem.path == "namespaces.shop.apps.logs.patches.0.object"
    assert 'unknown object "Deployment" of this kind of app; expected one of' in problem.message
    assert "DaemonSet" in problem.message


@pytest.mark.parametrize("app", [StatelessAppSettings(image="a:1", port=80, patches=(PATCH,))])
def test_an_object_that_it_owns_is_none(app: AppSettings) -> None:
    assert not list(foreign_patches("path", app))
