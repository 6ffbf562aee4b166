"""A kubectl that gives one answer."""

from pathlib import Path

import pytest


class Kubectl:
    """A fake kubectl on PATH, and what it was asked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int = 0) -> None:
        self.log = folder / "asked"
        (folder / "answer").write_text(answer)
        program = folder / "kubectl"
        out = f'cat "{folder / "answer"}"' + (" >&2" if code else "")
        program.write_text(f'#!/bin/sh\necho "$@" >> "{self.log}"\n{out}\nexit {code}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")

    @property
    def asked(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []
