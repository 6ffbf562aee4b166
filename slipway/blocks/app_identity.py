"""The admission rules of apps: the names of an app belong to it alone.

Network policies and Services know an app by the label of its pods. Its rights and its identity in the cloud belong to
its ServiceAccount, and its clients know the name of its Service. Whoever may deploy could write all three into objects
of their own.
"""

import json
from collections.abc import Mapping

from pulumi_kubernetes.admissionregistration.v1 import ValidatingAdmissionPolicySpecArgs

from slipway.blocks.admission import NEW, OLD, SERVICE, UPDATE, Rule, admission_policy, label_of, pod_in
from slipway.blocks.naming import LENGTH
from slipway.settings.app import AppSettings
from slipway.settings.service import HEADLESS
from slipway.topology.labels import NAME

_SELECTOR = ".spec.?selector.orValue({})"


def apps_policy(name: str, namespace: str, apps: Mapping[str, AppSettings]) -> ValidatingAdmissionPolicySpecArgs:
    """Only the controller of an app makes pods with its label, only these pods run as its ServiceAccount, and its
    Services select them. What is so already stays.
    """
    further = _further_services(apps)
    variables = {
        **({"further": json.dumps(further)} if further else {}),
        "apps": json.dumps(_by_controller(apps)),
        "shared": json.dumps(_shared_accounts(apps)),
        "pod": pod_in(NEW),
        "before": pod_in(OLD),
        "app": label_of("variables.pod", NAME) + ".orValue('')",
        "controller": "variables.apps.filter(kind, variables.app in variables.apps[kind])",
        "account": _account_of("variables.pod"),
        "name": "string(object.metadata.?name.orValue(''))",
        # The name of the Job of a task ends with a digest of its template.
        "own": "variables.controller[0] == request.kind.kind && (request.kind.kind == 'Job' "
        f"? variables.name.matches('^' + variables.app + '-[0-9a-f]{{{LENGTH}}}$') : variables.name == variables.app)",
        "client": f"variables.name.endsWith('{HEADLESS}') "
        f"? variables.name.substring(0, variables.name.size() - {len(HEADLESS)}) : variables.name",
        "served": f"{SERVICE} ? [variables.name, variables.client{_FURTHER if further else ''}]"
        ".filter(each, variables.apps.exists(kind, each in variables.apps[kind])) : []",
    }
    rules = [
        Rule(
            "variables.controller.size() == 0 || variables.own || "
            f"{UPDATE} && {label_of('variables.before', NAME)}.orValue('') == variables.app",
            f"'the label {NAME}: ' + variables.app + ' lets pods into the Service and the network policies of this "
            "app. Expected it in its ' + variables.controller[0] + ' only, got ' + request.kind.kind + ' ' + "
            "variables.name + '. Use another label, or change the app itself'",
        ),
        Rule(
            "!variables.apps.exists(kind, variables.account in variables.apps[kind]) || "
            "variables.app == variables.account || variables.account in variables.shared || "
            f"{UPDATE} && {_account_of('variables.before')} == variables.account",
            "'the ServiceAccount ' + variables.account + ' has the rights of this app. Expected it in the pods of the "
            "app only, got ' + request.kind.kind + ' ' + variables.name + '. Use another ServiceAccount'",
        ),
        Rule(
            f"variables.served.size() == 0 || {NEW}{_SELECTOR} == {{'{NAME}': variables.served[0]}} || "
            f"{UPDATE} && {NEW}{_SELECTOR} == {OLD}{_SELECTOR}",
            f"'the clients of this Service expect the app ' + variables.served[0] + '. Expected the selector {NAME}: ' "
            "+ variables.served[0] + ' and no other. Use a Service of another name'",
        ),
    ]
    return admission_policy(name, namespace, variables, rules)


_FURTHER = ", variables.further[?variables.name].orValue('')"
"""The app of a further Service, as an expression."""


def _further_services(apps: Mapping[str, AppSettings]) -> dict[str, str]:
    """The app of each Service whose name is neither that of the app nor that of its headless Service."""
    usual = {each for name in apps for each in (name, f"{name}{HEADLESS}")}
    return {each: name for name, app in apps.items() for each in app.service_names(name) if each not in usual}


def _by_controller(apps: Mapping[str, AppSettings]) -> dict[str, list[str]]:
    """The apps of each kind of controller. Only names, because an expression has at most 100,000 characters."""
    found: dict[str, list[str]] = {}
    for name, app in apps.items():
        found.setdefault(app.controller.kind, []).append(name)
    return found


def _shared_accounts(apps: Mapping[str, AppSettings]) -> list[str]:
    """The names of apps whose ServiceAccount is not theirs alone, or not theirs at all."""
    used = {app.service_account.existing for app in apps.values()}
    return sorted(name for name, app in apps.items() if app.service_account.existing or name in used)


def _account_of(pod: str) -> str:
    return f"{pod}.?spec.?serviceAccountName.orValue('')"
