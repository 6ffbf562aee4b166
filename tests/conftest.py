"""Settings of every test of this project."""

import hypothesis
import pytest

# No deadline: how long an example takes depends on the machine. What else a run of CI asks for stays as it is.
hypothesis.settings.register_profile("slipway", hypothesis.settings(), deadline=None, print_blob=True)
hypothesis.settings.load_profile("slipway")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make test` runs the tests of one folder in one process (`--dist loadgroup`), because they share a deployed
    stack, and two folders side by side, because most of their time is waiting.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(item.path.parent.name))
