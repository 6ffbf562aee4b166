"""The generated pages are up to date."""

import inspect
import re
from collections.abc import Iterator
from typing import get_args, is_typeddict

import components
from offline.graph import picture, renewed
from offline.program import ROOT
from slipway import settings
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.stack import StackSettings
from tools import api_reference
from tools.settings_reference import FILE, anchor, page


def test_the_page_is_fresh() -> None:
    assert FILE.read_text() == page(), "run `make docs`"


def test_every_setting_of_the_stack_is_on_it() -> None:
    rows = page()

    for name in [field.alias for field in StackSettings.model_fields.values()]:
        assert f"| `{name}` |" in rows


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

    assert [row for row in rows if row not in page().splitlines()] == []


def test_every_setting_is_documented() -> None:
    assert [line for line in page().splitlines() if line.startswith("| `") and line.endswith("|  |")] == []


def test_the_picture_of_the_development_stack_is_fresh() -> None:
    page = (ROOT / "docs" / "network.md").read_text()

    assert page == renewed(page, picture("dev")), "run `make graph`"


def test_the_page_of_the_python_api_is_fresh() -> None:
    written = api_reference.FILE.read_text()

    assert [part[2] for part in api_reference.MARKED.finditer(written)] == ["components", "slipway.settings"]
    assert written == api_reference.page(), "run `make docs`"


def test_every_name_that_the_packages_export_is_on_the_page_of_the_python_api() -> None:
    headings = re.findall(r"^### (.*)", api_reference.page(), re.MULTILINE)

    assert headings == [*components.__all__, *settings.__all__]


def test_the_page_of_the_python_api_tells_each_argument_of_a_constructor() -> None:
    constructors = {name: getattr(components, name) for name in components.__all__}
    classes = {name: each for name, each in constructors.items() if not is_typeddict(each)}

    assert {name: arguments_told(name) for name in classes} == {
        name: list(arguments(each)) for name, each in classes.items()
    }


def test_the_page_of_the_python_api_tells_each_argument_of_the_settings() -> None:
    assert {name: sorted(arguments_told(name)) for name in settings.__all__} == {
        name: sorted(getattr(settings, name).model_fields) for name in settings.__all__
    }


def test_the_page_of_the_python_api_links_to_what_the_settings_mean() -> None:
    links = re.findall(r"settings\.md#([^)]*)", api_reference.page())

    assert len(links) == len(settings.__all__)
    assert set(links) <= anchors()


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    links = re.findall(r"\]\(#([^)]*)\)", page())

    assert sorted({*links} - anchors()) == []


def test_no_two_headings_have_the_same_anchor() -> None:
    headings = re.findall(r"^#+ (.*)", page(), re.MULTILINE)

    assert len(anchors()) == len(headings)


def test_a_heading_is_what_a_user_writes_and_no_name_of_a_class() -> None:
    assert re.findall(r"^#+ .*(?:_|[Ss]ettings\b(?! of)).*", page(), re.MULTILINE) == []


def test_every_kind_has_a_section_and_the_default_one_comes_first() -> None:
    others = [f"kind: {kind}" for kind in KINDS if kind != DEFAULT_KIND]

    assert re.findall(r"^## (.*)", page(), re.MULTILINE)[1 : len(KINDS) + 1] == ["A stateless app", *others]


def test_every_setting_of_a_stateless_app_is_in_one_table() -> None:
    _, _, rest = page().partition("\n## A stateless app\n")
    table = re.findall(r"^\| `(\w+)` \|", rest.partition("\n### ")[0], re.MULTILINE)

    assert table[:2] == ["image", "port"]
    assert sorted(table) == sorted(str(field.alias) for field in KINDS[DEFAULT_KIND].model_fields.values())


def anchors() -> set[str]:
    """Of all headings of the page of settings."""
    return {anchor(heading) for heading in re.findall(r"^#+ (.*)", page(), re.MULTILINE)}


def arguments_told(name: str) -> list[str]:
    """The arguments in the signature of a class, as the page shows it."""
    _, _, rest = api_reference.page().partition(f"```python\n{name}(\n")
    return re.findall(r"^    (\w+)", rest.partition("\n)\n")[0], re.MULTILINE)


def arguments(component: type) -> Iterator[str]:
    """The arguments of a constructor; `**args` of a TypedDict are its keys."""
    for name, parameter in inspect.signature(component).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            yield from get_args(parameter.annotation)[0].__annotations__
        else:
            yield name
