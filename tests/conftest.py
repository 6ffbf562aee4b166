"""Settings of every test of this project."""

import hypothesis
import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

# No deadline: how long an example takes depends on the machine. What else a run of CI asks for stays as it is.
hypothesis.settings.register_profile("slipway", hypothesis.settings(), deadline=None, print_blob=True)
hypothesis.settings.load_profile("slipway")


class FolderScheduling(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """The tests of one folder run in one process, because they share a deployed stack. Two folders run side by side,
    because most of their time is waiting.
    """

    def _split_scope(self, nodeid: str) -> str:
        """The folder. (The scopes of pytest-xdist are a file, and a module or class.)"""
        return nodeid.partition("::")[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FolderScheduling | None:
    """`make test` asks for it with `--dist loadscope`."""
    return FolderScheduling(config, log) if config.getvalue("dist") == "loadscope" else None
