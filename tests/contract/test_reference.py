"""The generated pages are up to date."""

import pytest

from offline.graph import picture, renewed
from offline.program import ROOT
from slipway.settings.stack import StackSettings
from tools.reference import FILE, main, reference


def test_the_page_is_fresh() -> None:
    assert FILE.read_text() == reference(), "run `make docs`"


def test_every_setting_of_the_stack_is_on_it() -> None:
    page = reference()

    for name in [field.alias for field in StackSettings.model_fields.values()]:
        assert f"| `{name}` |" in page


def test_a_setting_tells_its_form_its_default_and_its_meaning() -> None:
    rows = [
        (
            "| `server` | a lowercase host name, for example `api.example.com` | **required** | "
            "The host of the NFS server. |"
        ),
        (
            "| `maxUnavailable` | a number of pods or a percentage of them, for example `25%` | `0` | "
            "Pods below `replicas` during a rolling update. With 0, an old pod stops after a new one is ready. |"
        ),
        (
            "| `pods` | a whole number of at least 1, for example `3` | no bound | "
            "The number of pods that have not ended. |"
        ),
    ]

    assert [row for row in rows if row not in reference().splitlines()] == []


def test_every_setting_is_documented() -> None:
    assert [line for line in reference().splitlines() if line.startswith("| `") and line.endswith("|  |")] == []


def test_the_picture_of_the_development_stack_is_fresh() -> None:
    page = (ROOT / "docs" / "network.md").read_text()

    assert page == renewed(page, picture("dev")), "run `make graph`"


def test_asked_for_help_it_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = FILE.stat().st_mtime_ns

    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "Writes docs/settings.md" in capsys.readouterr().out
    assert FILE.stat().st_mtime_ns == before
