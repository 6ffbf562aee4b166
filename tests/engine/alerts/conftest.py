from pathlib import Path

import pytest

from tests.engine.alerts.promtool import Promtool
from tools.layout import Layout
from tools.rule_tools import rule_tools
from tools.steps import Step


@pytest.fixture(scope="session")
def tools() -> dict[str, Path]:
    return rule_tools(Layout(), Step("rule tools"))


@pytest.fixture
def promtool(tools: dict[str, Path], tmp_path: Path) -> Promtool:
    return Promtool(tools["promtool"], tmp_path)
