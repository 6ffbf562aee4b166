"""The admission rules of apps: the names of an app belong to it alone.

Network policies and Services know an app by the label of its pods. Its rights and its identity in the cloud belong to
its ServiceAccount, and its clients know the name of its Service. Whoever may deploy could write all three into objects
of their own.
"""

import json
from collections.abc import Mapping

from pulumi_kubernetes.admissionregistration.v1 import ValidatingAdmissionPolicySpecArgs

from slipway.blocks.admission import NEW, OLD, SERVICE, UPDATE, Rule, admission_policy, label_of, pod_in
from slipway.blocks.labels import NAME
from slipway.blocks.naming import LENGTH
from slipway.settings.app import AppSettings

_SELECTOR = ".spec.?selector.orValue({})"


def apps_policy(name: str, namespace: str, apps: Mapping[str, AppSettings]) -> ValidatingAdmissionPolicySpecArgs:
    """Only the controller of an app makes pods with its label, only these pods run as its ServiceAccount, and its
    Services select them. What is so already stays.
    """
    variables = {
        "controllers": json.dumps({each: _controller(each, app) for each, app in apps.items()}),
        "accounts": json.dumps(_accounts(apps)),
        "services": json.dumps({service: each for each, app in apps.items() for service in app.services(each)}),
        "pod": pod_in(NEW),
        "before": pod_in(OLD),
        "app": label_of("variables.pod", NAME) + ".orValue('')",
        "account": _account_of("variables.pod"),
        "maker": "request.kind.kind + '/' + object.metadata.?name.orValue('')",
        "service": f"{SERVICE} ? variables.services[?object.metadata.name].orValue('') : ''",
    }
    rules = [
        Rule(
            "!(variables.app in variables.controllers) || "
            "variables.maker.matches('^' + variables.controllers[variables.app] + '$') || "
            f"{UPDATE} && {label_of('variables.before', NAME)}.orValue('') == variables.app",
            f"'the label {NAME}: ' + variables.app + ' lets pods into the Service and the network policies of this "
            "app. Expected it in ' + variables.controllers[variables.app] + ' only, got ' + variables.maker + "
            "'. Use another label, or change the app itself'",
        ),
        Rule(
            "!(variables.account in variables.accounts) || variables.app == variables.account || "
            f"{UPDATE} && {_account_of('variables.before')} == variables.account",
            "'the ServiceAccount ' + variables.account + ' has the rights of this app. "
            "Expected it in the pods of the app only, got ' + variables.maker + '. Use another ServiceAccount'",
        ),
        Rule(
            f"variables.service == '' || {NEW}{_SELECTOR} == {{'{NAME}': variables.service}} || "
            f"{UPDATE} && {NEW}{_SELECTOR} == {OLD}{_SELECTOR}",
            f"'the clients of this Service expect the app ' + variables.service + '. Expected the selector {NAME}: ' + "
            "variables.service + ' and no other. Use a Service of another name'",
        ),
    ]
    return admission_policy(name, namespace, variables, rules)


def _controller(name: str, app: AppSettings) -> str:
    """A pattern of kind and name. The name of the Job of a task ends with a digest of its template."""
    return f"{app.controller.kind}/{name}" + (f"-[0-9a-f]{{{LENGTH}}}" if app.is_task else "")


def _accounts(apps: Mapping[str, AppSettings]) -> list[str]:
    """The apps whose ServiceAccount is theirs alone."""
    shared = {app.service_account.existing for app in apps.values()}
    return sorted(each for each, app in apps.items() if not app.service_account.existing and each not in shared)


def _account_of(pod: str) -> str:
    return f"{pod}.?spec.?serviceAccountName.orValue('')"
