"""A project with one program to build, and a fake Go."""

import os
from pathlib import Path

import pytest

from tools.layout import Layout
from tools.programs import Program

GO = """#!/bin/sh
case "$1" in
  env) case "$2" in GOVERSION) echo go1.26.8;; GOTOOLCHAIN) echo auto;; esac;;
  build)
    echo "go: downloading example.com/dependency"; echo example.com/package
    if [ -f broken ]; then echo "main.go:1: it does not compile"; exit 1; fi
    if [ -f slow ]; then sleep 30; fi
    while [ "$1" != -o ]; do shift; done
    echo "built in $(pwd)" > "$2"; chmod +x "$2"; echo built >> "$COUNT";;
esac
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A project with a pinned module `hello`."""
    module = tmp_path / "tools" / "go" / "hello"
    module.mkdir(parents=True)
    (module / "go.mod").write_text("module slipway.dev/tools/hello\n\ngo 1.25.0\n")
    (module / "go.sum").write_text("example.com/dependency v1.0.0 h1:abc=\n")
    return Layout(project=tmp_path, home=tmp_path / ".slipway")


@pytest.fixture
def hello() -> Program:
    """The program of that module."""
    return Program("hello", "hello")


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the fake Go on PATH. The file has a line for each build."""
    folder = tmp_path / "go"
    folder.mkdir()
    (folder / "go").write_text(GO)
    (folder / "go").chmod(0o755)
    count = tmp_path / "builds"
    count.touch()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setenv("COUNT", str(count))
    return count
