from typing import Any

import pytest

from slipway.settings.stack import StackSettings
from stack import deployed_volumes
from stack.deployed_volumes import CLAIM, PATHS, refused_volumes


def stack(**apps: dict[str, Any]) -> StackSettings:
    return StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"apps": apps}}})


def claim(size: str, mode: str = "ReadWriteOnce") -> dict[str, Any]:
    return {"spec": {"accessModes": [mode], "resources": {"requests": {"storage": size}}}}


@pytest.fixture(autouse=True)
def deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state with a volume of 10Gi for each kind."""
    state = {
        CLAIM: {"shop.db.data-db-0": claim("10Gi"), "shop.web.web-uploads": claim("10Gi", "ReadWriteMany")},
        PATHS: {"shop.db-paths": {"output": ["/data"]}},
    }
    monkeypatch.setattr(deployed_volumes, "held", state.__getitem__)


DB = {"kind": "stateful", "image": "a:1", "port": 5432}
WEB = {"image": "a:1", "port": 8080}


def test_every_volume_is_compared_with_its_deployed_claim() -> None:
    smaller = stack(
        db={**DB, "storage": {"/data": "5Gi"}}, web={**WEB, "volumes": {"/uploads": {"shared": {"size": "1Gi"}}}}
    )

    assert [each.path for each in refused_volumes(smaller)] == [
        "namespaces.shop.apps.db.storage./data.size",
        "namespaces.shop.apps.web.volumes./uploads.shared.size",
    ]


def test_other_paths_are_refused_while_the_app_is_stateful() -> None:
    assert [each.path for each in refused_volumes(stack(db={**DB, "storage": {"/new": "5Gi"}}))] == [
        "namespaces.shop.apps.db.storage"
    ]
    assert list(refused_volumes(stack(db=WEB))) == []


def test_what_grows_and_what_is_new_is_accepted() -> None:
    wanted = stack(db={**DB, "storage": {"/data": "11Gi"}}, cache={**DB, "storage": {"/cache": "1Gi"}})

    assert list(refused_volumes(wanted)) == []
