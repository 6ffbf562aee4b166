import json

import pytest

from tools.failure import Failure
from tools.layout import Layout
from tools.state_files import refuse_full_disk, repair
from tools.steps import Step

WHOLE = json.dumps({"version": 3, "checkpoint": {"stack": "dev"}})


def write(layout: Layout, name: str, text: str) -> None:
    folder = layout.state / ".pulumi" / "stacks" / "slipway"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def files(layout: Layout) -> dict[str, str]:
    return {file.name: file.read_text() for file in (layout.state / ".pulumi" / "stacks" / "slipway").iterdir()}


@pytest.mark.parametrize("broken", ["", WHOLE[:-3], "{}"], ids=["empty", "truncated", "something else"])
def test_the_copy_takes_the_place_of_a_state_that_cannot_be_read(layout: Layout, broken: str) -> None:
    said: list[str] = []
    write(layout, "dev.json", broken)
    write(layout, "dev.json.bak", WHOLE)

    repair(layout, "dev", Step("engine", said.append))

    assert files(layout) == {"dev.json": WHOLE, "dev.json.broken": broken}
    assert (layout.unfinished / "dev").is_file()
    assert said[0].startswith("    the state of dev could not be read; took the copy of the change before")


def test_a_state_without_a_copy_is_told_with_every_way_out(layout: Layout) -> None:
    write(layout, "dev.json", "")

    with pytest.raises(Failure, match="the state of dev cannot be read, and neither can its copy") as failure:
        repair(layout, "dev", Step("engine"))

    assert "pulumi stack export" in str(failure.value)
    assert files(layout) == {"dev.json": ""}


STATE = json.dumps(
    {
        "version": 3,
        "checkpoint": {
            "stack": "dev",
            "latest": {"manifest": {}, "resources": [{"urn": "a"}, {"urn": "b"}, {"urn": "c"}], "metadata": {}},
        },
    },
    indent=4,
)


def test_of_two_states_that_were_cut_off_the_whole_resources_are_kept(layout: Layout) -> None:
    said: list[str] = []
    cut = STATE[: STATE.index('"c"') + 2]
    write(layout, "dev.json", cut)
    write(layout, "dev.json.bak", STATE[: STATE.index('"b"')])

    repair(layout, "dev", Step("engine", said.append))

    found = json.loads(files(layout)["dev.json"])
    assert [each["urn"] for each in found["checkpoint"]["latest"]["resources"]] == ["a", "b"]
    assert files(layout)["dev.json.broken"] == cut
    assert (layout.unfinished / "dev").is_file()
    assert said[0].startswith("    the state of dev and its copy were cut off, as by a full disk; took the 2 resources")


@pytest.mark.parametrize("text", [STATE[:20], STATE[: STATE.index('"a"')], '{"resources": [{}'])
def test_a_state_without_a_whole_resource_is_not_made_up(layout: Layout, text: str) -> None:
    write(layout, "dev.json", text)

    with pytest.raises(Failure, match="cannot be read, and neither can its copy"):
        repair(layout, "dev", Step("engine"))


def test_a_full_disk_is_told_before_anything_is_written(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_full_disk(layout)
    monkeypatch.setattr("tools.state_files.NEEDED", 2**60)

    with pytest.raises(Failure, match=r"expected at least 1099511627776 MiB free for the state, in .*; got [0-9]+ MiB"):
        refuse_full_disk(layout)


def test_a_whole_state_stays_and_empty_files_of_an_earlier_version_go(layout: Layout) -> None:
    write(layout, "dev.json", WHOLE)
    write(layout, "dev.json.attrs", "")

    repair(layout, "dev", Step("engine"))

    assert files(layout) == {"dev.json": WHOLE}
    assert not (layout.unfinished / "dev").exists()
