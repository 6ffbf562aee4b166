"""Each control of the Pod Security Standards, where a policy can tell: before anything is sent to a cluster."""

from datetime import date

import pytest

from offline.judgement import objects
from policies.evaluation import judge
from policies.exemptions import Exemptions
from policies.kubernetes_object import KubernetesObject
from tests.pod_security_standards import BREACHES, Breach
from tests.recorded import recorded

WEB = "Deployment course-prod.python-web"


@pytest.mark.parametrize("breach", BREACHES, ids=str)
def test_the_policies_stop_whatever_breaks_it(breach: Breach) -> None:
    everything = objects(recorded("prod"))
    [web] = [each for each in everything if each.title == WEB]
    template = web.content["spec"]["template"]
    broken = {**template, "spec": breach.of(template["spec"])}
    app = KubernetesObject(web.pulumi_name, {**web.content, "spec": {**web.content["spec"], "template": broken}})

    judged = [app if each is web else each for each in everything]
    verdict = judge(judged, "production", Exemptions((), (), date(2030, 1, 1)))

    assert breach.rule in {each.rule.name for each in verdict.mandatory}
    assert {each.object.title for each in verdict.mandatory} == {WEB}
