"""The policies check each control of the Pod Security Standards, before anything is sent to a cluster."""

import pytest

from offline.policy_check import objects
from policies.configuration import Configuration
from policies.evaluation import evaluate
from policies.kubernetes_object import KubernetesObject
from tests.pod_security_standards import BREACHES, Breach
from tests.recorded import recorded

PROD = objects(recorded("prod"))
WEB = next(each for each in PROD if each.title == "Deployment course-prod.python-web")


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_policies_stop_whatever_breaks_it(breach: Breach) -> None:
    template = WEB.content["spec"]["template"]
    broken = {**template, "spec": breach.of(template["spec"])}
    app = KubernetesObject(WEB.pulumi_name, {**WEB.content, "spec": {**WEB.content["spec"], "template": broken}})

    evaluation = evaluate([app if each is WEB else each for each in PROD], Configuration("production"))

    assert breach.rule in {each.rule.name for each in evaluation.mandatory}
    assert {each.object.title for each in evaluation.mandatory} == {WEB.title}
