"""The report on two renderings: its counts, its notes on a missing side, and its size limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from offline import difference

WEB = "kind: Deployment\nspec:\n  replicas: 2\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return folder(tmp_path / "base")


@pytest.fixture
def change(tmp_path: Path) -> Path:
    return folder(tmp_path / "change")


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def render(side: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = side / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_counts_added_changed_and_removed_objects_and_names_the_removed(base: Path, change: Path) -> None:
    render(base, {"dev/shop/deployment-web.yaml": WEB, "dev/shop/service-old.yaml": "kind: Service\n"})
    render(
        change, {"dev/shop/deployment-web.yaml": WEB.replace("2", "3"), "dev/_cluster/namespace-shop.yaml": "a: 1\n"}
    )
    text, rendered = difference.markdown(base, change)
    assert rendered
    assert "### `dev`: 1 object added, 1 changed, 1 removed\n\nRemoved: `shop/service-old`\n" in text
    assert "--- a/shop/deployment-web.yaml\n+++ b/shop/deployment-web.yaml\n" in text
    assert "-  replicas: 2\n+  replicas: 3\n" in text
    assert "--- /dev/null\n+++ b/_cluster/namespace-shop.yaml\n" in text
    assert "--- a/shop/service-old.yaml\n+++ /dev/null\n" in text


def test_equal_versions_have_a_headline_and_nothing_folded(base: Path, change: Path) -> None:
    for side in (base, change):
        render(side, {"dev/shop/deployment-web.yaml": WEB})
    assert difference.markdown(base, change) == ("### `dev`: no difference in 1 object\n", True)


def test_files_that_are_no_objects_are_not_counted(base: Path, change: Path) -> None:
    render(change, {"dev/shop/deployment-web.yaml": WEB, "dev/.slipway-render": ""})
    assert "1 object added" in difference.markdown(base, change)[0]


def test_stacks_are_reported_in_the_order_of_their_names(base: Path, change: Path) -> None:
    render(change, {"prod/a.yaml": "a\n", "dev/a.yaml": "a\n"})
    text, _ = difference.markdown(base, change)
    assert text.index("### `dev`") < text.index("### `prod`")


def test_a_stack_that_the_base_has_not_is_called_new(base: Path, change: Path) -> None:
    render(change, {"dev/shop/deployment-web.yaml": WEB})
    assert "### `dev`: a new stack; 1 object added, 0 changed, 0 removed" in difference.markdown(base, change)[0]


def test_a_stack_that_the_change_drops_is_said_to_be_gone(base: Path, change: Path) -> None:
    render(base, {"dev/shop/deployment-web.yaml": WEB})
    text, rendered = difference.markdown(base, change)
    assert rendered
    assert "### `dev`: this change removes the stack; 0 objects added, 0 changed, 1 removed" in text


def test_a_base_that_cannot_be_rendered_is_said_and_fails_nothing(base: Path, change: Path) -> None:
    render(base, {"dev.failed": "no rule to make target render\n"})
    render(change, {"dev/shop/deployment-web.yaml": WEB})
    text, rendered = difference.markdown(base, change)
    assert rendered
    assert "### `dev`: the base cannot be rendered, so every object counts as added; 1 object added" in text


def test_a_change_that_cannot_be_rendered_shows_the_end_of_its_log(base: Path, change: Path) -> None:
    render(base, {"dev/shop/deployment-web.yaml": WEB})
    render(change, {"dev.failed": "".join(f"line {number}.\n" for number in range(100))})
    text, rendered = difference.markdown(base, change)
    assert not rendered
    assert "### `dev`: **this change cannot be rendered**" in text
    assert "line 99." in text
    assert "line 59." not in text


def test_two_empty_folders_say_that_there_is_no_stack(base: Path, change: Path) -> None:
    assert "has a stack" in difference.markdown(base, change)[0]


def test_many_removed_objects_are_named_up_to_ten(base: Path, change: Path) -> None:
    render(base, {f"dev/shop/secret-{number:02}.yaml": "a\n" for number in range(12)})
    folder(change / "dev")
    text, _ = difference.markdown(base, change)
    assert "`shop/secret-09`, and 2 more" in text
    assert "`shop/secret-10`" not in text


def test_content_cannot_close_its_own_fence(base: Path, change: Path) -> None:
    render(change, {"dev/shop/configmap-notes.yaml": "text: |\n````\n</details>\n"})
    text, _ = difference.markdown(base, change)
    assert "`````diff\n" in text
    assert "\n`````\n\n</details>\n" in text


@pytest.mark.parametrize("line", ["plain text of a setting", "naïve 한국어"], ids=["ascii", "wide"])
def test_a_large_difference_is_cut_below_the_limit_at_the_end_of_a_line(base: Path, change: Path, line: str) -> None:
    body = "".join(f"{number}: {line}\n" for number in range(5000))
    render(change, {"dev/shop/a.yaml": body, "prod/shop/a.yaml": body, "test/shop/a.yaml": "small: true\n"})
    text, _ = difference.markdown(base, change, whole="the artifact `rendered`")
    assert 0.9 * difference.LIMIT < len(text.encode()) <= difference.LIMIT
    assert text.count("of 5,003 lines are shown; all of them are in the artifact `rendered`.") == 2
    assert "+small: true" in text
    shown = [each for each in text.splitlines() if line in each]
    assert shown
    assert all(each.endswith(line) for each in shown)


@pytest.mark.parametrize("limit", range(700, 1000, 7))
def test_no_limit_is_ever_passed(base: Path, change: Path, limit: int) -> None:
    body = "".join(f"{number}: é\n" for number in range(2000))
    render(change, {"dev/a.yaml": body, "prod/a.yaml": body})
    assert len(difference.markdown(base, change, limit=limit)[0].encode()) <= limit


def test_bytes_that_are_not_text_are_reported_all_the_same(base: Path, change: Path) -> None:
    render(change, {"dev/shop/a.yaml": ""})
    (change / "dev/shop/a.yaml").write_bytes(b"a: \xff\n")
    assert "+a: \ufffd" in difference.markdown(base, change)[0]


def test_command_prints_the_report_and_exits_0_on_a_difference(
    base: Path, change: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    render(change, {"dev/shop/deployment-web.yaml": WEB})
    assert difference.main([str(base), str(change)]) == 0
    assert capsys.readouterr().out.startswith("### `dev`: a new stack")


def test_command_exits_1_when_the_change_cannot_be_rendered(
    base: Path, change: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    render(change, {"dev.failed": "Pulumi.dev.yaml has 1 problem\n"})
    assert difference.main([str(base), str(change)]) == 1
    assert "Pulumi.dev.yaml has 1 problem" in capsys.readouterr().out


def test_command_refuses_a_folder_that_is_not_there(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        difference.main([str(base), str(base / "nowhere")])
    assert exit_.value.code == 2
    assert "nowhere is not a folder" in capsys.readouterr().err
