from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import JsonValue

from slipway.blocks.files import Content, file_contents

DATA = st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=4)


@given(DATA)
def test_the_order_of_keys_does_not_change_the_name(data: dict[str, str]) -> None:
    assert Content("web", data).name == Content("web", dict(reversed(data.items()))).name


@given(DATA, DATA)
def test_other_data_has_another_name(one: dict[str, str], other: dict[str, str]) -> None:
    assume(one != other)

    assert Content("web", one).name != Content("web", other).name


def test_a_name_is_the_stem_and_ten_characters_of_a_digest() -> None:
    assert Content("web", {"a": "1"}).name == "web-452647e07c"


def test_each_folder_of_files_is_one_config_map() -> None:
    files: dict[str, JsonValue] = {
        "/etc/app/z": "text as it stands",
        "/etc/app/a.json": {"b": [1], "a": "ä"},
        "/app/list.json": [1],
    }

    contents = file_contents("web", files)

    assert {folder: (content.stem, content.data) for folder, content in contents.items()} == {
        "/app": ("web-app", {"list.json": "[\n  1\n]\n"}),
        "/etc/app": (
            "web-etc-app",
            {
                "a.json": '{\n  "a": "ä",\n  "b": [\n    1\n  ]\n}\n',
                "z": "text as it stands",
            },
        ),
    }


def test_an_app_without_files_has_no_config_map() -> None:
    assert file_contents("web", {}) == {}
