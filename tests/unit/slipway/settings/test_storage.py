from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.storage import RetentionSettings, Storage, VolumeSettings
from tests.unit.slipway.settings.lines import lines_of

STORAGE = TypeAdapter(Storage)


@pytest.mark.parametrize("volume", ["1Gi", {"size": "1Gi"}, VolumeSettings(size="1Gi")], ids=str)
def test_a_size_alone_is_short_for_a_volume_of_that_size(volume: object) -> None:
    assert STORAGE.validate_python({"/app/db": volume}) == {"/app/db": VolumeSettings(size="1Gi")}


def test_a_volume_is_one_pods_and_of_the_clusters_own_class_unless_it_says_otherwise() -> None:
    volume = VolumeSettings(size="1Gi")

    assert (volume.access_mode, volume.storage_class, volume.snapshot) == ("ReadWriteOnce", None, None)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"size": "1Gb"}, 'size: expected a size, for example 128Mi; got "1Gb"'),
        ({"size": "1Gi", "accessMode": "Everybody"}, "accessMode: expected one of ReadWriteOnce, ReadWriteOncePod or"),
        ({"size": "1Gi", "storageclass": "a"}, "storageclass: unknown setting; did you mean storageClass?"),
    ],
)
def test_a_mistake_is_told_with_its_path(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        VolumeSettings.model_validate(said)

    [told] = lines_of(refused.value, VolumeSettings)
    assert told.startswith(line)


@pytest.mark.parametrize("path", ["app/db", "/", "/app/../etc"])
def test_a_volume_is_mounted_at_a_path_of_the_container(path: str) -> None:
    with pytest.raises(ValidationError, match="expected an absolute path in the container"):
        STORAGE.validate_python({path: "1Gi"})


def test_data_is_kept_until_somebody_says_otherwise() -> None:
    assert (RetentionSettings().when_deleted, RetentionSettings().when_scaled) == ("Retain", "Retain")
