from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tools.failure import Failure
from tools.passphrase import DOCUMENTED, environment, require

GIVEN = {"PULUMI_CONFIG_PASSPHRASE": "own"}
NEW = "config:\n  slipway:environment: development\n"
OLD = f"{NEW}encryptionsalt: v1:x\n"


def test_each_documented_stack_is_decrypted_by_its_own_passphrase() -> None:
    assert environment("dev", {}) == {"PULUMI_CONFIG_PASSPHRASE": "slipway-dev"}
    assert len(set(DOCUMENTED.values())) == len(DOCUMENTED)


def test_a_stack_of_the_users_own_is_given_none() -> None:
    assert environment("staging", {}) == {}


@pytest.mark.parametrize(
    "user", [{"PULUMI_CONFIG_PASSPHRASE": ""}, {"PULUMI_CONFIG_PASSPHRASE_FILE": "/run/secrets/passphrase"}]
)
def test_what_the_user_has_said_wins_even_if_it_is_empty(user: dict[str, str]) -> None:
    assert environment("dev", user) == {}


def test_the_passphrase_of_production_says_that_it_guards_nothing() -> None:
    assert "placeholder" in DOCUMENTED["prod"]


def missing(
    folder: Path,
    content: str | None,
    stack: str = "mine",
    *,
    local: bool = True,
    user: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The message, if the passphrase is missing."""
    file = folder / f"Pulumi.{stack}.yaml"
    if content is not None:
        file.write_text(content)
    try:
        require(stack, file, user, local=local)
    except Failure as failure:
        return str(failure)
    return ""


def test_a_new_stack_needs_a_passphrase_and_is_told_so(tmp_path: Path) -> None:
    assert missing(tmp_path, NEW) == (
        "the passphrase of mine is missing: export PULUMI_CONFIG_PASSPHRASE=...; choose one for the new stack, and "
        "keep it: docs/new-stack.md"
    )


def test_an_encrypted_stack_needs_its_passphrase_wherever_its_state_is(tmp_path: Path) -> None:
    for local in (True, False):
        assert missing(tmp_path, OLD, local=local) == (
            "the passphrase of mine is missing: export PULUMI_CONFIG_PASSPHRASE=...: docs/new-stack.md"
        )


def test_a_passphrase_that_is_there_is_enough(tmp_path: Path) -> None:
    assert missing(tmp_path, OLD, user=GIVEN) == ""
    assert missing(tmp_path, OLD, user={"PULUMI_CONFIG_PASSPHRASE_FILE": "/run/secrets/passphrase"}) == ""
    assert missing(tmp_path, OLD, stack="dev") == ""


def test_a_stack_that_is_encrypted_otherwise_needs_none(tmp_path: Path) -> None:
    assert missing(tmp_path, f"secretsprovider: awskms://alias/slipway\n{NEW}") == ""
    assert missing(tmp_path, NEW, local=False) == "", "the backend of the user encrypts it"


def test_a_stack_without_a_file_has_state_that_a_passphrase_opens(tmp_path: Path) -> None:
    assert missing(tmp_path, None) != ""
    assert missing(tmp_path, None, local=False) == ""
