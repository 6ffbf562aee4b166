from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.files import RepositoryFilesSettings
from tests.unit.slipway.settings.lines import lines_of


def test_each_file_is_mounted_at_a_path_of_its_own() -> None:
    files = {"/etc/nginx/nginx.conf": "config/nginx.conf", "/etc/nginx/mime.types": "config/nginx.conf"}

    assert RepositoryFilesSettings.model_validate({"repositoryFiles": files}).repository_files == files


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"nginx.conf": "nginx.conf"}, "repositoryFiles.nginx.conf: expected an absolute file path in a folder"),
        (
            {"/nginx.conf": "nginx.conf"},
            "repositoryFiles./nginx.conf: expected an absolute file path in a folder",
        ),
        ({"/etc/a": "../a"}, "repositoryFiles./etc/a: expected a file path below the folder of Pulumi.yaml"),
        ({"/etc/a": ".env"}, "repositoryFiles./etc/a: .env usually holds secrets"),
        (["a"], "repositoryFiles: expected a mapping of keys and values"),
    ],
)
def test_a_mistake_is_told_with_its_path(files: Any, line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        RepositoryFilesSettings.model_validate({"repositoryFiles": files})

    [told] = lines_of(refused.value, RepositoryFilesSettings)
    assert told.startswith(line)
