import pytest

from tools.reference import main
from tools.settings_reference import FILE


def test_asked_for_help_it_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = FILE.stat().st_mtime_ns

    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    assert "docs/settings.md" in capsys.readouterr().out
    assert FILE.stat().st_mtime_ns == before
