"""The rules as a policy pack of Pulumi: https://www.pulumi.com/docs/insights/policy/"""

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    Policy,
    PolicyPack,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
    policy,
)
from pulumi_policy.proxy import UnknownValueError

from policies.catalog import RULES, STACK_RULES
from policies.environment import Environment, environment_of, level_of
from policies.evaluation import NAMES, found
from policies.exemptions import ABOUT, Exemptions
from policies.kubernetes_object import KubernetesObject, mapping
from policies.rule import About, Rule, StackRule, Violation
from slipway.pulumi_internals import config_texts

PROJECT = "slipway"


class Pack:
    """The policies of one deployment. `serve` never returns: the engine ends the process."""

    def __init__(self) -> None:
        self.environment: Environment = environment_of(config_texts(), PROJECT)
        self._seen: dict[str, KubernetesObject] = {}
        """By URN, what the program asked for: that is what can be mended. A stack's policies would otherwise see what
        the cluster made of it."""
        self._exemptions: dict[str, Exemptions] = {}
        self.policies: dict[About, Policy] = {
            **{rule: self._of_objects(rule) for rule in RULES},
            **{rule: self._of_stack(rule) for rule in STACK_RULES},
            **{about: self._of_exemptions(about) for about in ABOUT},
        }
        self._set_levels()

    def serve(self) -> None:
        """Answer the engine until it ends."""
        pack = self

        class Servicer(policy._PolicyAnalyzerServicer):  # noqa: SLF001  # the SDK drops the configuration it is sent
            def ConfigureStack(self, request: Any, context: Any) -> Any:  # noqa: N802  # the name of the gRPC method
                pack.configure(request.config, request.project)
                return super().ConfigureStack(request, context)

        # The SDK tells the engine its port by a line that it does not flush: unless Python happens to run unbuffered,
        # both would wait for each other for ever.
        sys.stdout = io.TextIOWrapper(io.FileIO(sys.stdout.fileno(), "wb", closefd=False), write_through=True)
        policy._PolicyAnalyzerServicer = Servicer  # type: ignore[misc]  # noqa: SLF001
        PolicyPack(PROJECT, [*self.policies.values()], EnforcementLevel.MANDATORY)

    def configure(self, config: Mapping[str, str], project: str) -> None:
        """Before the first resource, the engine tells the configuration of the stack; only the environment is kept."""
        self.environment = environment_of(config, project)
        self._set_levels()

    def _set_levels(self) -> None:
        for about, each in self.policies.items():
            each.enforcement_level = EnforcementLevel(level_of(about, self.environment) or "disabled")

    def _of_objects(self, rule: Rule) -> ResourceValidationPolicy:
        def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
            object_ = _object(args.resource_type, args.name, args.props, args.urn)
            if object_:
                self._seen[args.urn] = object_
                self._report(rule.violations(object_), args.urn, report)

        return ResourceValidationPolicy(rule.name, rule.asks, validate)

    def _of_stack(self, rule: StackRule) -> StackValidationPolicy:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            self._report(rule.violations(self._objects(args)), _any_urn(args), report)

        return StackValidationPolicy(rule.name, rule.asks, validate)

    def _of_exemptions(self, about: About) -> StackValidationPolicy:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            everything = list(found(self._objects(args), self.environment))
            violations = self._exemptions_of(_any_urn(args)).violations(everything)
            self._report((each for each in violations if each.rule is about), _any_urn(args), report)

        return StackValidationPolicy(about.name, about.asks, validate)

    def _objects(self, args: StackValidationArgs) -> list[KubernetesObject]:
        objects = (
            self._seen.get(each.urn) or _object(each.resource_type, each.name, each.props, each.urn)
            for each in args.resources
        )
        return [each for each in objects if each]

    def _report(self, violations: Iterable[Violation], urn: str, report: ReportViolation) -> None:
        exemptions = self._exemptions_of(urn)
        for violation in violations:
            if not exemptions.excuse(violation):
                report(violation.details, violation.object.urn or None)

    def _exemptions_of(self, urn: str) -> Exemptions:
        """Of the stack that a URN names: `urn:pulumi:<stack>::...`."""
        stack = urn.removeprefix("urn:pulumi:").partition("::")[0]
        if stack not in self._exemptions:
            self._exemptions[stack] = Exemptions.read(stack, NAMES)
        return self._exemptions[stack]


def _any_urn(args: StackValidationArgs) -> str:
    return args.resources[0].urn if args.resources else ""


def _object(type_: str, name: str, props: Mapping[str, Any], urn: str) -> KubernetesObject | None:
    unknown: list[str] = []
    content = mapping(_known(props, "", unknown))
    return KubernetesObject.of(type_, name, content, urn, tuple(unknown))


def _known(value: Any, path: str, unknown: list[str]) -> Any:
    """Plain data without what a preview does not know, whose paths are noted; whole numbers whole."""
    if isinstance(value, Mapping):
        return {key: each for key in value if (each := _item(value, key, f"{path}.{key}", unknown)) is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_item(value, index, f"{path}[{index}]", unknown) for index in range(len(value))]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _item(container: Any, key: Any, path: str, unknown: list[str]) -> Any:
    try:
        item = container[key]
    except UnknownValueError:
        unknown.append(path.lstrip("."))
        return None
    named = isinstance(key, int) and isinstance(item, Mapping) and _name(item)
    return _known(item, f"{path.rpartition('[')[0]}[{named}]" if named else path, unknown)


def _name(item: Mapping[str, Any]) -> str | None:
    """As `steps` writes it in a path."""
    try:
        return str(item["name"]) if "name" in item else None
    except UnknownValueError:
        return None
