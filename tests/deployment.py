"""Deploy under the recorder: the base of the unit tests of components."""

from collections.abc import Callable

from offline.recorder import Recording, record
from slipway.settings.stack import StackSettings
from stack.configuration import Configuration
from stack.resolve import RepositoryFiles, resolve
from stack.secrets import StackSecrets


def deploy(program: Callable[[], object]) -> Recording:
    """Run the program. It must register at least one resource, because a test of nothing always passes."""
    recording = record(lambda: _discard(program()))
    assert recording.registrations, "the program registered nothing"
    return recording


def _discard(_: object) -> None:
    """The program returns None, because the engine would await another value."""


def configured(stack: StackSettings, secrets: StackSecrets | None = None) -> Configuration:
    """The configuration of a valid stack."""
    return Configuration(resolve(stack, RepositoryFiles.read(stack)), secrets or StackSecrets({}))
