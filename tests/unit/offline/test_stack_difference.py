from pathlib import Path

import pytest

from offline.stack_difference import LOG_LINES, compare, stacks


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Renderings of the stack `dev` in two versions: one object changed, one added, one removed."""
    base, change = tmp_path / "base", tmp_path / "change"
    for folder, objects in (base, {"a": "1", "b": "1"}), (change, {"a": "2", "c": "1"}):
        (folder / "dev" / "shop").mkdir(parents=True)
        for name, content in objects.items():
            (folder / "dev" / "shop" / f"{name}.yaml").write_text(f"{name}: {content}\n")
    return base, change


def test_it_counts_names_what_is_removed_and_shows_the_lines(two: tuple[Path, Path]) -> None:
    found = compare("dev", *two)

    assert found.headline == "1 object added, 1 changed, 1 removed\n\nRemoved: `shop/b`"
    assert not found.failed
    assert {"-a: 1", "+a: 2", "-b: 1", "+c: 1"} <= set(found.lines)


def test_of_a_render_that_failed_the_end_is_kept(two: tuple[Path, Path]) -> None:
    (two[1] / "prod.failed").write_text("".join(f"{number}\n" for number in range(100)))

    found = compare("prod", *two)
    assert found.failed
    assert found.lines == tuple(map(str, range(100 - LOG_LINES, 100)))


def test_a_stack_is_one_that_was_rendered_or_failed(two: tuple[Path, Path]) -> None:
    (two[0] / "prod.failed").touch()
    (two[0] / "notes.txt").touch()

    assert stacks(two[0]) == {"dev", "prod"}
