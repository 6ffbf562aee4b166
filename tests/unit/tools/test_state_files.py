import json

import pytest

from tools.failure import Failure
from tools.layout import Layout
from tools.state_files import repair
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


def test_a_whole_state_stays_and_empty_files_of_an_earlier_version_go(layout: Layout) -> None:
    write(layout, "dev.json", WHOLE)
    write(layout, "dev.json.attrs", "")

    repair(layout, "dev", Step("engine"))

    assert files(layout) == {"dev.json": WHOLE}
    assert not (layout.unfinished / "dev").exists()
