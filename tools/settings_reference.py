"""Writes docs/settings.md from the models: every setting with its form, its default and its meaning.

The page has one section for each part of a stack file. A type is described once, where a reader meets it first, under
the name of the setting; other places link there. A type that is like one that is already described has a table of the
differences only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from slipway.settings.base import Model
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.stack import StackSettings
from tools.layout import PROJECT
from tools.setting_row import models_in, row

FILE = PROJECT / "docs" / "settings.md"
HEADER = """# Every setting of a stack file

`make docs` writes this page from the models in `slipway/settings/`; a test fails if it is stale. The settings are in
`Pulumi.<stack>.yaml`, below `config`. In Python the same names are written with underscores.

"""

ORDER = (
    *("image", "port", "schedule", "replicas", "resources", "env", "secretEnv", "configEnv", "fieldEnv", "storage"),
    *("connectsTo", "exposed", "ingress", "route", "grpcRoute", "service", "services", "ports", "acceptsFrom"),
    *("files", "repositoryFiles", "binaryFiles", "configFiles", "secretFiles", "imageFolders", "downloads"),
    *(
        "probes",
        "autoscaling",
        "verticalAutoscaling",
        "rollout",
        "stop",
        "lifecycle",
        "metrics",
        "slo",
        "placement",
        "disruption",
        "after",
    ),
    *("command", "args", "workingDir", "resourceEnv", "configEnvFrom", "secretEnvFrom"),
    *("writablePaths", "volumes", "sidecars", "initContainers"),
    *("serviceAccount", "apiAccess", "pullSecrets", "imagePullPolicy", "peerPorts", "terminationMessagePolicy"),
    *("runAsUser", "runAsGroup", "supplementalGroups", "fsGroup", "fsGroupChangePolicy"),
    *("podLabels", "podAnnotations", "hostname", "hostAliases", "dnsConfig", "dnsPolicy", "runtimeClassName"),
    *("relaxations", "patches", "downloadImage", "kind"),
)
"""The settings of an app, the most common ones first. A setting that is missing here comes after these."""

TITLES = {
    "namespaces": "A namespace",
    "cluster": "The cluster",
    "monitoring": "Monitoring",
    "secretStores": "Secret stores",
    "policies": "Policies",
}
"""The sections for the settings of the stack file, in the order of the page. One that is missing here comes last, under
its own name."""
FLAT = "namespaces"
"""The headings in this section have no prefix: `quota`, not `namespaces.<name>.quota`."""
ABOUT_THE_FILE = """The settings at the top of the file. Each has the prefix `slipway:`. Encrypted secrets are under
`slipway:secrets`: see [docs/secrets.md](secrets.md)."""


@dataclass(frozen=True)
class Section:
    """The description of one model. `like` is a section that it is compared with."""

    heading: str
    model: type[Model]
    level: int = 3
    about: str | None = None
    """The text below the heading. Default: the docstring of the model."""
    like: "Section | None" = None

    @property
    def link(self) -> str:
        """A link within the page."""
        return f"[{self.heading}](#{anchor(self.heading)})"

    @property
    def in_a_sentence(self) -> str:
        """The same link, as it stands in the middle of a sentence."""
        return self.link.replace("[A ", "[a ", 1)


@dataclass
class Page:
    """The sections in the order of the page. `models` finds the one of a model."""

    sections: list[Section] = field(default_factory=list)
    models: dict[type[Model], Section] = field(default_factory=dict)
    narrower: dict[type[Model], str] = field(default_factory=dict)
    """What to write for a model that has only a part of the settings of another."""

    def add(self, section: Section, prefix: str) -> None:
        """Adds the section, and one for each model in it that is not described yet."""
        self.models[section.model] = section
        self.sections.append(section)
        for setting in differences(section):
            for model in models_in(setting.annotation, setting.metadata):
                self._describe(model, f"{prefix}{setting.alias}")

    def _describe(self, model: type[Model], heading: str) -> None:
        if model in self.models or model in self.narrower:
            return
        like = self._most_alike(model)
        if like and issubclass(like.model, model) and len(_shared(model, like.model)) == len(model.model_fields):
            self.narrower[model] = f"{like.link} without {_names(_lacking(model, like.model))}"
            return
        self.add(Section(heading, model, like=like), f"{heading}.")

    def _most_alike(self, model: type[Model]) -> Section | None:
        related = [each for each in self.sections if _related(each.model, model) and _shared(model, each.model)]
        return max(related, key=lambda each: len(_shared(model, each.model)), default=None)

    def link(self, model: type[Model]) -> str:
        """A link to the description of a model."""
        return self.narrower.get(model) or self.models[model].link


def page() -> str:
    """The whole page."""
    found = plan()
    return HEADER + "\n".join(written(each, found) for each in found.sections)


@cache
def plan() -> Page:
    """All sections. Those with a title are known before the first link."""
    found = Page()
    headings = {name: f"kind: {name}" for name in KINDS if name != DEFAULT_KIND}
    others = ", ".join(f"[{each}](#{anchor(each)})" for each in headings.values())
    default = KINDS[DEFAULT_KIND]
    about = f"{_docstring(default)} An app that says no `kind` is one. The other kinds: {others}."
    app = Section(f"A {DEFAULT_KIND} app", default, level=2, about=about)
    kinds = {name: Section(heading, KINDS[name], level=2, like=app) for name, heading in headings.items()}
    stack = Section("The stack file", StackSettings, level=2, about=ABOUT_THE_FILE)
    tops = {
        str(setting.alias): Section(TITLES.get(str(setting.alias), str(setting.alias)), model, level=2)
        for setting in StackSettings.model_fields.values()
        for model in models_in(setting.annotation, setting.metadata)
    }
    found.models = {each.model: each for each in (app, *kinds.values(), *tops.values())}
    found.add(stack, "")
    found.add(app, "")
    for name, section in kinds.items():
        found.add(section, f"{name}: ")
    for name in sorted(tops, key=lambda each: _place(each, tuple(TITLES))):
        found.add(tops[name], "" if name == FLAT else f"{name}.")
    return found


def heading_of(name: str) -> str:
    """The heading of the section about a class of the settings; for a base class, that of the first class made of it.
    Empty for a class that is not on the page.
    """
    for section in plan().sections:
        if any(each.__name__ == name for each in section.model.__mro__):
            return section.heading
    return ""


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def written(section: Section, whole: Page) -> str:
    """The section as Markdown."""
    about = section.about or _docstring(section.model)
    rows = [row(each, whole.link) for each in differences(section)]
    table = ["", "| setting | form | default | meaning |", "|---|---|---|---|", *rows] if rows else []
    return "\n".join([f"{'#' * section.level} {section.heading}", about, *_comparison(section), *table, ""])


def differences(section: Section) -> list[FieldInfo]:
    """The settings in the table of a section: all, or those that differ from the section that it is like."""
    fields = list(section.model.model_fields.items())
    if section.model in KINDS.values():
        fields.sort(key=lambda each: _place(str(each[1].alias), ORDER))
    if section.like is None:
        return [each for _, each in fields]
    same = _shared(section.model, section.like.model)
    return [each for name, each in fields if name not in same and section.heading != f"{name}: {each.default}"]


def _comparison(section: Section) -> Iterator[str]:
    """The settings that a section shares with the one that it is like: those that it has or lacks, the shorter list."""
    if section.like is None:
        return
    other = section.like.model
    shared, lacking = _shared(section.model, other), _lacking(section.model, other)
    has = [each.alias for name, each in other.model_fields.items() if name in shared]
    yield ""
    if len(has) < len(lacking):
        yield f"It has these settings of {section.like.in_a_sentence}: {_names(has)}."
    else:
        without = f", except {_names(lacking)}" if lacking else ""
        yield f"It has all settings of {section.like.in_a_sentence}{without}."
    if differences(section):
        yield "These are new or different:"


def _shared(model: type[Model], other: type[Model]) -> set[str]:
    """The settings that two models have alike."""
    mine, theirs = model.model_fields, other.model_fields
    return {
        name for name in mine if name in theirs and _form_and_default(mine[name]) == _form_and_default(theirs[name])
    }


def _form_and_default(setting: FieldInfo) -> tuple[Any, ...]:
    return setting.annotation, setting.metadata, setting.is_required(), setting.default


def _lacking(model: type[Model], other: type[Model]) -> list[str | None]:
    return [each.alias for name, each in other.model_fields.items() if name not in model.model_fields]


def _related(model: type[Model], other: type[Model]) -> bool:
    """They inherit settings from the same class."""
    bases = {each for each in model.__mro__ if issubclass(each, Model) and each.model_fields}
    return not bases.isdisjoint(other.__mro__)


def _docstring(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split())


def _names(settings: Iterable[str | None]) -> str:
    return ", ".join(f"`{each}`" for each in settings)


def _place(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)
