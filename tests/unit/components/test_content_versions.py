from typing import Any

import pytest

from components import content_versions as module
from components.content_versions import Versions, versions

NAME = "shop.web.etc"
KIND = "kubernetes:core/v1:ConfigMap"


def found(monkeypatch: pytest.MonkeyPatch, held: dict[str, str], wanted: str, keep: int = 10) -> Versions:
    there: Any = {KIND: {name: {"holds": content} for name, content in held.items()}}
    monkeypatch.setattr(module, "held", lambda type_: there.get(type_, {}))
    return versions(KIND, NAME, same=lambda outputs: outputs["holds"] == wanted, keep=keep)


def test_the_first_version_is_called_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(monkeypatch, {}, "a")

    assert (first.wanted, first.there, dict(first.earlier)) == (NAME, None, {})


def test_what_is_there_already_is_wanted_under_the_name_that_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    same = found(monkeypatch, {NAME: "a", f"{NAME}@2": "b"}, "b")

    assert (same.wanted, same.there, list(same.earlier)) == (f"{NAME}@2", {"holds": "b"}, [NAME])


def test_another_content_is_another_version_and_the_earlier_ones_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = found(monkeypatch, {NAME: "a", f"{NAME}@2": "b"}, "c")

    assert (changed.wanted, changed.there) == (f"{NAME}@3", None)
    assert dict(changed.earlier) == {f"{NAME}@2": {"holds": "b"}, NAME: {"holds": "a"}}


def test_a_content_that_comes_back_is_the_version_that_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    back = found(monkeypatch, {NAME: "a", f"{NAME}@2": "b", f"{NAME}@3": "c"}, "a")

    assert (back.wanted, list(back.earlier)) == (NAME, [f"{NAME}@3", f"{NAME}@2"])


@pytest.mark.parametrize(("keep", "stay"), [(0, []), (1, [f"{NAME}@11"]), (2, [f"{NAME}@11", f"{NAME}@9"])])
def test_of_the_earlier_ones_the_newest_stay(monkeypatch: pytest.MonkeyPatch, keep: int, stay: list[str]) -> None:
    held = {f"{NAME}@9": "i", f"{NAME}@11": "k", f"{NAME}@8": "h"}

    changed = found(monkeypatch, held, "l", keep)

    assert (changed.wanted, list(changed.earlier)) == (f"{NAME}@12", stay)


@pytest.mark.parametrize("other", ["shop.web.etc-tls", "shop.web.etc-tls@2", "shop.web", "shop.web@2", f"{NAME}@x"])
def test_what_is_called_nearly_so_is_something_else(monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    first = found(monkeypatch, {other: "a"}, "a")

    assert (first.wanted, dict(first.earlier)) == (NAME, {})


def test_what_was_held_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "tulip" not in repr(found(monkeypatch, {NAME: "tulip"}, "rose"))
