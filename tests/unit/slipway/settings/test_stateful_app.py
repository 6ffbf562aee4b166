import pytest
from pydantic import ValidationError

from slipway.settings import StatefulAppSettings

APP: dict[str, object] = {"image": "nginx:1.29", "port": 8080}


def test_no_stack_has_more_claims_than_a_preview_can_compare() -> None:
    volumes = {"/a": "1Gi", "/b": "1Gi"}

    with pytest.raises(ValidationError, match=r"at most 1000 claims, one for each .*; 501 pods would have 1002"):
        StatefulAppSettings.model_validate({**APP, "storage": volumes, "replicas": 501})
    assert StatefulAppSettings.model_validate({**APP, "storage": volumes, "replicas": 500})
    assert StatefulAppSettings.model_validate({**APP, "replicas": 2**31 - 1})


@pytest.mark.parametrize("fields", [{"files": {"/app/db/a": 1}}, {"writablePaths": ["/app/db"]}])
def test_a_path_that_outlives_the_pod_is_no_other_volume_too(fields: dict[str, object]) -> None:
    with pytest.raises(
        ValidationError, match="several volumes have the path /app/db; expected one volume for each path"
    ):
        StatefulAppSettings.model_validate({**APP, "storage": {"/app/db": "1Gi"}, **fields})
