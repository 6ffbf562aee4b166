"""Secrets in plain text, with the configuration as the real engine hands it over."""

from pathlib import Path

import pytest

from tests.engine.stack_under_test import StackUnderTest

PATH = "slipway:secrets.guarded.db"


@pytest.mark.parametrize("command", [["preview"], ["up", "--yes", "--skip-preview"]], ids=["preview", "up"])
def test_a_plain_value_beside_an_encrypted_one_is_refused_unseen_before_anything_is_made(
    guarded: StackUnderTest, command: list[str]
) -> None:
    guarded.config("set", "--path", "--secret", f"{PATH}.password", "tulip-4711")
    guarded.config("set", "--path", f"{PATH}.username", "rose-4711")

    refused = guarded.run(*command, check=False)

    said = refused.out + refused.err
    assert refused.code != 0
    assert "secrets.guarded.db.username: in plain text in Pulumi.guarded.yaml; expected an encrypted value" in said
    assert "secrets.guarded.db.password" not in said
    assert "4711" not in said
    assert "Traceback" not in said
    assert "Namespace <none> guarded" not in guarded.objects()


def test_encrypted_it_is_deployed(guarded: StackUnderTest) -> None:
    for key in ("username", "password"):
        guarded.config("set", "--path", "--secret", f"{PATH}.{key}", "tulip-4711")

    guarded.up()

    [name] = [each["metadata"]["name"] for each in guarded.get("secrets", "guarded")]
    assert name.startswith("guarded.db-")


def test_the_state_is_readable_by_its_owner_alone(guarded: StackUnderTest) -> None:
    guarded.up()

    state = guarded.engine.layout.state
    found = [state, *state.rglob("*")]
    assert "guarded.json" in {path.name for path in found}
    assert {_mode(path) for path in found} == {"file 600", "folder 700"}


def _mode(path: Path) -> str:
    return f"{'folder' if path.is_dir() else 'file'} {path.stat().st_mode & 0o777:o}"
