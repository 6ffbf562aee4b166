"""The disk space of a pod on its node has a limit, or there is a reason for no limit."""

from slipway.settings.node_disk import LOGS, together
from slipway.settings.quantity import parse_quantity
from tests.contract.test_every_component import containers, pods, relaxations

RELAXATION = "writableRootFilesystem"


def test_every_folder_that_goes_with_the_pod_has_a_limit() -> None:
    for urn, template in pods().items():
        scratch = [each for each in template["spec"].get("volumes", []) if "emptyDir" in each]

        assert [each for each in scratch if not each["emptyDir"].get("sizeLimit")] == [], urn


def test_a_pod_that_fills_its_folders_and_keeps_its_logs_stays_below_its_limit() -> None:
    for urn, template in pods().items():
        sizes = [
            each["emptyDir"]["sizeLimit"]
            for each in template["spec"].get("volumes", [])
            if "emptyDir" in each and not each["emptyDir"].get("medium")
        ]
        [own] = template["spec"]["containers"]

        limit = parse_quantity(own["resources"]["limits"]["ephemeral-storage"])
        assert limit >= together(LOGS, *sizes), urn
        assert own["resources"]["requests"]["ephemeral-storage"], urn


def test_nothing_else_can_be_written_unless_its_pod_says_why() -> None:
    for urn, template in pods().items():
        writable = [
            each["name"] for each in containers(template) if not each["securityContext"].get("readOnlyRootFilesystem")
        ]

        assert bool(writable) == (RELAXATION in relaxations(template)), urn
