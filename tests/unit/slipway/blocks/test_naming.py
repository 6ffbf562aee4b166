import pytest

from offline.recorder import Recording
from slipway.blocks.naming import NAMING
from tests.unit.stack.composed import composed


def holding(content: str, namespace: str = "shop") -> Recording:
    """A namespace whose objects have the text: in a file, in a task, and in a secret."""
    apps = {
        "web": {"image": "a:1", "port": 80, "files": {"/etc/app/color": content}, "secretEnv": {"A": "db/password"}},
        "migrate": {"kind": "task", "image": "a:1", "args": [content]},
    }
    return composed({namespace: {"apps": apps}}, {namespace: {"db": {"password": content}}})


BLUE, GREEN, ELSEWHERE = holding("blue"), holding("green"), holding("blue", "bank")


def name(recording: Recording, kind: str) -> str | None:
    found: str | None = recording.one(kind).inputs["metadata"].get("name")
    return found


@pytest.mark.parametrize("kind", ["Deployment", "Service", "LimitRange"])
def test_what_others_find_by_its_name_keeps_it_whatever_it_holds(kind: str) -> None:
    assert NAMING[kind] == "fixed"
    assert name(BLUE, kind) == name(GREEN, kind)


@pytest.mark.parametrize("kind", ["ConfigMap", "Job"])
def test_another_content_is_another_object_and_the_same_one_is_called_the_same_everywhere(kind: str) -> None:
    assert NAMING[kind] == "content"
    assert name(BLUE, kind) != name(GREEN, kind)
    assert name(BLUE, kind) == name(ELSEWHERE, kind)


def test_the_name_of_a_secret_tells_nothing_of_what_it_holds() -> None:
    assert NAMING["Secret"] == "generated"
    assert name(BLUE, "Secret") is None
    assert BLUE.one("Secret").name == GREEN.one("Secret").name
