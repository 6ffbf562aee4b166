"""Deploys something under the recorder: what the unit tests of components stand on."""

from collections.abc import Callable

from offline.recorder import Recording, record
from slipway.settings.stack import StackSettings
from stack.configuration import Configuration
from stack.resolve import RepositoryFiles, resolve
from stack.secrets import StackSecrets


def deploy(program: Callable[[], object]) -> Recording:
    """Run it and insist that it registered something: a test of nothing passes whatever it says."""
    recording = record(lambda: _discard(program()))
    assert recording.registrations, "the program registered nothing"
    return recording


def _discard(_: object) -> None:
    """The engine takes what a program returns for an awaitable."""


def configured(stack: StackSettings, secrets: StackSecrets | None = None) -> Configuration:
    """The configuration of a sound stack."""
    return Configuration(resolve(stack, RepositoryFiles.read(stack)), secrets or StackSecrets({}))
