from pathlib import Path

import pytest

from tools.alert_tools import alert_tools
from tools.layout import Layout
from tools.steps import Step


@pytest.fixture(scope="session")
def tools() -> dict[str, Path]:
    return alert_tools(Layout(), Step("alert tools"))
