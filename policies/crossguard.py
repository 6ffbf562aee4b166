"""The policy pack of Pulumi that runs the rules: https://www.pulumi.com/docs/insights/policy/"""

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
)
from pulumi_policy.proxy import UnknownValueError

from policies.advice import NAME, REQUIREMENT, advised
from policies.catalog import STACK_RULES, object_rules
from policies.configuration import Configuration
from policies.environment import level_of
from policies.evaluation import ALL, evaluate, exemptions_of, found
from policies.exemptions import ABOUT, Exemptions
from policies.kubernetes_object import KubernetesObject, mapping
from policies.rule import About, Rule, StackRule, Violation
from slipway.pulumi_internals import config_texts, pass_configuration_to

PROJECT = "slipway"


class Pack:
    """The policies of one deployment. `serve` never returns: the engine ends the process."""

    def __init__(self) -> None:
        self._seen: dict[str, KubernetesObject] = {}
        """The inputs of each resource, by URN. The engine passes the outputs to stack policies, with values that the
        cluster has added."""
        self.policies: dict[str, Policy] = {
            **{rule.name: self._of_objects(rule) for rule in object_rules(())},
            **{rule.name: self._of_stack(rule) for rule in STACK_RULES},
            **{about.name: self._of_exemptions(about) for about in ABOUT},
            NAME: StackValidationPolicy(NAME, REQUIREMENT, self._advise, EnforcementLevel.ADVISORY),
        }
        self.configure(config_texts(), PROJECT)

    def serve(self) -> None:
        """Answer the engine until it ends."""
        pass_configuration_to(self.configure)
        # The SDK prints its port for the engine and does not flush. With a buffered stdout, both would wait for ever.
        sys.stdout = io.TextIOWrapper(io.FileIO(sys.stdout.fileno(), "wb", closefd=False), write_through=True)
        PolicyPack(PROJECT, [*self.policies.values()], EnforcementLevel.MANDATORY)

    def configure(self, config: Mapping[str, str], project: str) -> None:
        """Take the configuration of the stack. The engine passes it on before the first resource."""
        self.configuration = Configuration.read(config, project)
        self.exemptions: Exemptions = exemptions_of(self.configuration)
        self._rules: dict[str, Rule] = {
            rule.name: rule
            for rule in object_rules(self.configuration.policies.registries, self.configuration.not_secret)
        }
        for about in ALL:
            level = level_of(about, self.configuration.environment)
            self.policies[about.name].enforcement_level = EnforcementLevel(level or "disabled")

    def _of_objects(self, about: About) -> ResourceValidationPolicy:
        def validate(args: ResourceValidationArgs, report: ReportViolation) -> None:
            object_ = _object(args.resource_type, args.name, args.props, args.urn)
            if object_:
                self._seen[args.urn] = object_
                self._report(self._rules[about.name].violations(object_), report)

        return ResourceValidationPolicy(about.name, about.requirement, validate)

    def _of_stack(self, rule: StackRule) -> StackValidationPolicy:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            self._report(rule.violations(self._objects(args)), report)

        return StackValidationPolicy(rule.name, rule.requirement, validate)

    def _of_exemptions(self, about: About) -> StackValidationPolicy:
        def validate(args: StackValidationArgs, report: ReportViolation) -> None:
            everything = list(found(self._objects(args), self.configuration))
            violations = self.exemptions.violations(everything)
            self._report((each for each in violations if each.rule is about), report)

        return StackValidationPolicy(about.name, about.requirement, validate)

    def _advise(self, args: StackValidationArgs, report: ReportViolation) -> None:
        if self.configuration.environment == "development":
            violations = evaluate(self._objects(args), self.configuration).advisory
            text = advised([each for each in violations if self._is_told_once(each)])
            if text:
                report(text, None)

    def _is_told_once(self, violation: Violation) -> bool:
        """True for a violation that stops nothing: one line tells it, for all objects. The faults of exemptions have
        policies of their own.
        """
        return violation.rule not in ABOUT and level_of(violation.rule, self.configuration.environment) == "advisory"

    def _objects(self, args: StackValidationArgs) -> list[KubernetesObject]:
        objects = (
            self._seen.get(each.urn) or _object(each.resource_type, each.name, each.props, each.urn)
            for each in args.resources
        )
        return [each for each in objects if each]

    def _report(self, violations: Iterable[Violation], report: ReportViolation) -> None:
        for violation in violations:
            if not self._is_told_once(violation) and not self.exemptions.excuse(violation):
                report(violation.details, violation.object.urn or None)


def _object(type_: str, name: str, props: Mapping[str, Any], urn: str) -> KubernetesObject | None:
    unknown: list[str] = []
    content = mapping(_known(props, "", unknown))
    return KubernetesObject.of(type_, name, content, urn, tuple(unknown))


def _known(value: Any, path: str, unknown: list[str]) -> Any:
    """Plain data. The paths of values that a preview does not know go to `unknown`; 1.0 becomes 1."""
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
    """The name of a list item, as `steps` writes it in a path."""
    try:
        return str(item["name"]) if "name" in item else None
    except UnknownValueError:
        return None
