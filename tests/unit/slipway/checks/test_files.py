import pytest
from pydantic import JsonValue

from slipway.checks.files import LARGEST, overfull_folders

HALF = LARGEST // 2


def lines(**folders: list[JsonValue]) -> list[str]:
    files = {f"/{folder}/{number}.yaml": each for folder, some in folders.items() for number, each in enumerate(some)}
    return [str(problem) for problem in overfull_folders("web", files)]


def test_a_folder_holds_as_much_as_a_config_map() -> None:
    assert lines(a=["x" * HALF, "y" * HALF], b=["z"]) == []


@pytest.mark.parametrize("more", ["x", {}, 1])
def test_a_character_or_a_little_data_more_is_too_much(more: JsonValue) -> None:
    [line] = lines(a=["x" * HALF, "y" * HALF, more], b=["z"])

    assert line.startswith(
        "web: expected at most 1,048,576 bytes in files, repositoryFiles and binaryFiles of one folder (one ConfigMap)"
    )
    assert line.endswith("expected larger files in the image, or in downloads")


def test_bytes_count_and_not_characters() -> None:
    assert lines(a=["ä" * HALF]) == []
    assert "got 1,048,578 in /a" in lines(a=["ä" * (HALF + 1)])[0]
