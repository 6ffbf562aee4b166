from policies.labels import MANAGED_BY, NAME, RECOMMENDED_LABELS, VERSION
from slipway.topology import labels
from tests.unit.policies.objects import found, of, workload


def test_a_labelled_app_passes() -> None:
    assert found(RECOMMENDED_LABELS, workload()) == []


def test_every_object_says_who_manages_it() -> None:
    assert found(RECOMMENDED_LABELS, of("ConfigMap", labels={})) == [
        "metadata.labels: expected app.kubernetes.io/managed-by; got nothing"
    ]


def test_what_belongs_to_an_app_says_which() -> None:
    assert found(RECOMMENDED_LABELS, of("Ingress", labels={MANAGED_BY: "pulumi"})) == [
        "metadata.labels: expected app.kubernetes.io/name; got nothing"
    ]


def test_an_app_and_its_pods_both_say_name_and_version() -> None:
    bare = of("Deployment", api_version="apps/v1", labels={MANAGED_BY: "pulumi"}, spec={"template": {}})

    assert found(RECOMMENDED_LABELS, bare) == [
        "spec.template.metadata.labels: expected app.kubernetes.io/managed-by; got nothing",
        "metadata.labels: expected app.kubernetes.io/name; got nothing",
        "spec.template.metadata.labels: expected app.kubernetes.io/name; got nothing",
        "metadata.labels: expected app.kubernetes.io/version; got nothing",
        "spec.template.metadata.labels: expected app.kubernetes.io/version; got nothing",
    ]


def test_they_are_the_labels_that_the_program_sets() -> None:
    assert (NAME, VERSION, MANAGED_BY) == (labels.NAME, labels.VERSION, labels.MANAGED_BY)
