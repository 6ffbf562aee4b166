"""`pip install` of this repository installs the package `slipway` and no other top-level name."""

import json
import subprocess
import venv
from collections.abc import Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

import pytest

from tests.repository import copy_of_checkout, git
from tools.api_reference import FILE

ROOT = Path(__file__).parents[2]
PACKAGES = {"": "slipway", "components": "components"}
"""The installed folders of the repository, by their name in `slipway`."""

MOCKED = Path(__file__).with_name("mocked.py")

SETTINGS = "PORT = 8080\n"
COMPONENTS = 'IMAGE = "nginxinc/nginx-unprivileged:1.29"\n'
PROGRAM = """
import pulumi

import components
import settings
from slipway.components import StatelessApp
from slipway.settings import StatelessAppSettings

app = StatelessApp(
    "web", StatelessAppSettings(image=components.IMAGE, port=settings.PORT), namespace="shop"
)
pulumi.export("url", app.url)
"""
APP = [
    ["kubernetes:apps/v1:Deployment", "web"],
    ["kubernetes:core/v1:Service", "web"],
    ["kubernetes:core/v1:ServiceAccount", "web"],
    ["slipway:components:StatelessApp", "web"],
]

FIND = """
import importlib.util, json, sys
print(json.dumps([name for name in sys.argv[1:] if importlib.util.find_spec(name)]))
"""
IMPORT_ALL = """
import importlib, json, pkgutil, slipway
found = [module.name for module in pkgutil.walk_packages(slipway.__path__, "slipway.")]
for name in found:
    importlib.import_module(name)
print(json.dumps(["slipway", *found]))
"""


class Site:
    """A separate virtual environment with slipway installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"

    def run(self, *arguments: str | Path) -> str:
        """`python ARGUMENTS`, in a folder away from the checkout; returns what it prints."""
        done = subprocess.run([self.python, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pip_install(self, *arguments: str | Path) -> None:
        """`pip install ARGUMENTS`."""
        self.run("-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", *arguments)

    def ask(self, script: str, *arguments: str) -> list[str]:
        """The output of a script that runs in this environment only."""
        answer: list[str] = json.loads(self.run("-I", "-c", script, *arguments))
        return answer

    @property
    def packages(self) -> Path:
        """Its site-packages."""
        return Path(self.run("-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of this checkout that git tracks, in a separate repository."""
    folder = copy_of_checkout(ROOT, tmp_path_factory.mktemp("repository") / "slipway")
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a copy")
    return folder


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The installation from a folder, with all dependencies in the pinned versions."""
    folder = tmp_path_factory.mktemp("site")
    venv.create(folder, with_pip=True, symlinks=True)
    site = Site(folder)
    site.pip_install("--constraint", ROOT / "requirements.txt", repository)
    return site


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The folder of a program with its own `settings.py` and `components/`."""
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "__init__.py").write_text(COMPONENTS)
    (tmp_path / "settings.py").write_text(SETTINGS)
    (tmp_path / "__main__.py").write_text(PROGRAM)
    return tmp_path


def test_a_program_with_settings_and_components_of_its_own_uses_those_of_slipway_beside_them(
    site: Site, program: Path
) -> None:
    result = json.loads(site.run(MOCKED, program))

    assert result == {
        "registered": APP,
        "exported": {"url": "http://web.shop.svc:8080"},
        "own": {
            "components": str(program / "components" / "__init__.py"),
            "settings": str(program / "settings.py"),
        },
    }


def test_the_example_of_the_api_page_runs_as_it_stands_there(site: Site, tmp_path: Path) -> None:
    example = FILE.read_text().partition("```python\n")[2].partition("```")[0]
    (tmp_path / "__main__.py").write_text(example)

    result = json.loads(site.run(MOCKED, tmp_path))

    kinds = {kind for kind, _ in result["registered"]}
    assert {kind for kind, _ in APP} | {"kubernetes:core/v1:Namespace"} <= kinds
    assert result["exported"] == {"url": "http://web.shop.svc:8080"}


def test_only_slipway_is_added_to_the_environment(site: Site) -> None:
    added = {path.parts[0] for path in recorded(site.packages)}

    assert added == {"slipway", dist_info(site.packages).name}


def test_every_module_with_its_marks_and_data_is_installed_and_nothing_else(site: Site) -> None:
    installed = {str(path) for path in recorded(site.packages) if path.parts[0] == "slipway"}

    assert installed == in_checkout()
    assert {"slipway/py.typed", "slipway/components/py.typed", "slipway/schema/kubernetes.json"} <= installed


def test_every_module_can_be_imported_with_what_the_package_depends_on(site: Site) -> None:
    modules = {path.removesuffix(".py").removesuffix("/__init__") for path in in_checkout() if path.endswith(".py")}

    assert sorted(site.ask(IMPORT_ALL)) == sorted(path.replace("/", ".") for path in modules)


def test_the_folders_of_the_repository_are_no_names_of_their_own(site: Site) -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name.isidentifier()} - {
        "slipway",
        "__pycache__",
    }
    moved = {"settings", "topology", "checks", "blocks"}

    assert site.ask(FIND, *sorted(folders | moved)) == []
    assert site.ask(FIND, "slipway.components", "slipway.settings") == ["slipway.components", "slipway.settings"]


def test_the_package_says_what_it_needs_in_ranges(site: Site) -> None:
    about = metadata(site.packages)

    assert about["Name"] == "slipway"
    assert about["License-Expression"] == "MIT"
    assert about["Requires-Python"] == ">=3.10"
    assert "==" not in " ".join(about.get_all("Requires-Dist", []))


def test_a_git_address_gives_the_same_package_as_a_folder(site: Site, repository: Path, tmp_path: Path) -> None:
    site.pip_install("--no-deps", "--target", tmp_path, f"git+{repository.as_uri()}")

    assert contents(tmp_path) == contents(site.packages)


@pytest.mark.usefixtures("site")
def test_installing_from_a_checkout_leaves_nothing_there_that_git_would_take(repository: Path) -> None:
    left = subprocess.run(
        ["git", "status", "--porcelain"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout

    assert left == ""


def dist_info(packages: Path) -> Path:
    """The metadata of the package in pip."""
    (found,) = packages.glob("slipway-*.dist-info")
    return found


def recorded(packages: Path) -> list[PurePosixPath]:
    """The files that pip has installed for the package."""
    lines = (dist_info(packages) / "RECORD").read_text().splitlines()
    return [PurePosixPath(line.split(",")[0]) for line in lines]


def contents(packages: Path) -> Mapping[str, str]:
    """The content of the files of the package."""
    return {
        str(path.relative_to(packages)): path.read_text()
        for path in (packages / "slipway").rglob("*")
        if path.suffix in (".py", ".typed")
    }


def in_checkout() -> set[str]:
    """The files that the package should have."""
    return {
        str(PurePosixPath("slipway", inside, path.relative_to(ROOT / folder)))
        for inside, folder in PACKAGES.items()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".json") or path.name == "py.typed"
    }


def metadata(packages: Path) -> Message:
    """The metadata in the package."""
    return HeaderParser().parsestr((dist_info(packages) / "METADATA").read_text())
