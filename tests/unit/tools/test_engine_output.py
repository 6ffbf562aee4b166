import json
from typing import Any

from tools.engine_events import Urn
from tools.engine_output import EngineOutput

WEB = "urn:pulumi:dev::slipway::slipway:index:StatelessApp$kubernetes:apps/v1:Deployment::shop.web"
API = "urn:pulumi:dev::slipway::slipway:index:StatelessApp$kubernetes:apps/v1:Deployment::shop.api"
STACK = "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev"
COMPONENT = "urn:pulumi:dev::slipway::slipway:index:StatelessApp::shop.web"
NOISE = "an unhandled error occurred: program exited with non-zero exit code: 1"


def step(field: str, op: str, urn: str = WEB, *, custom: bool = True) -> dict[str, Any]:
    """A component is not `custom`: no provider makes it."""
    return {field: {"metadata": {"op": op, "urn": urn, "old": None, "new": {"urn": urn, "custom": custom}}}}


def diagnostic(message: str, urn: str = WEB, **more: Any) -> dict[str, Any]:
    return {"diagnosticEvent": {"urn": urn, "prefix": "error: ", "message": message, "severity": "error", **more}}


def violation(policy: str, level: str, urn: str = WEB) -> dict[str, Any]:
    pack = {"policyPackName": "slipway", "policyPackVersion": "1.0.0"}
    return {
        "policyEvent": {
            **pack,
            "policyName": policy,
            "enforcementLevel": level,
            "resourceUrn": urn,
            "message": "It is.\nDo.\n",
        }
    }


def read(*events: dict[str, Any] | str) -> tuple[EngineOutput, list[str]]:
    operations: list[str] = []
    output = EngineOutput(operations.append)
    for number, each in enumerate(events):
        output.read(each if isinstance(each, str) else json.dumps({"sequence": number, "timestamp": 1, **each}))
    return output, operations


def test_each_operation_is_reported_when_it_ends_and_components_and_the_stack_are_not() -> None:
    output, operations = read(
        step("resourcePreEvent", "create", STACK, custom=False),
        step("resourcePreEvent", "create"),
        step("resOutputsEvent", "create"),
        step("resOutputsEvent", "create", STACK, custom=False),
        step("resOutputsEvent", "create", COMPONENT, custom=False),
        {"summaryEvent": {"resourceChanges": {"create": 2}}},
    )

    assert operations == ["created Deployment shop.web"]
    assert output.summary == "2 created"
    assert (output.messages, output.stray, output.concerned) == ([], [], [])


def test_an_update_that_changed_nothing_says_so() -> None:
    output, operations = read(step("resOutputsEvent", "same"), {"summaryEvent": {"resourceChanges": {"same": 35}}})

    assert operations == []
    assert output.summary == "nothing changed"


def test_an_engine_that_ended_without_a_summary_changed_nothing() -> None:
    assert read()[0].summary == "nothing changed"


def test_messages_are_grouped_below_the_resource_that_they_are_about() -> None:
    output, operations = read(
        diagnostic("no such image\n  at all"),
        step("resOpFailedEvent", "create"),
        diagnostic("too slow", API),
        diagnostic("gone\n"),
    )

    assert operations == ["failed Deployment shop.web"]
    assert output.messages == [
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    error: no such image",
        "      at all",
        "    error: gone",
        "",
        "  kubernetes:apps/v1:Deployment (shop.api):",
        "    error: too slow",
    ]


def test_a_message_about_no_resource_belongs_to_the_stack() -> None:
    output, _ = read(step("resourcePreEvent", "same", STACK, custom=False), diagnostic("update failed", urn=""))

    assert output.messages == ["  pulumi:pulumi:Stack (slipway-dev):", "    error: update failed"]
    assert output.concerned == []


def test_a_destroy_that_never_comes_to_the_stack_still_names_it() -> None:
    output, _ = read(step("resourcePreEvent", "delete"), diagnostic("update failed", urn=""))

    assert output.messages == ["  pulumi:pulumi:Stack (slipway-dev):", "    error: update failed"]


def test_before_the_stack_is_known_a_message_stands_alone() -> None:
    assert read(diagnostic("no plugin", urn=""))[0].messages == ["    error: no plugin"]


def test_the_language_hosts_echo_and_passing_notes_are_dropped() -> None:
    output, _ = read(diagnostic(NOISE), diagnostic("[1/2] waiting", severity="info", ephemeral=True))

    assert (output.messages, output.text) == ([], "")


def test_the_resources_that_failed_come_before_those_that_were_warned_of_and_each_is_there_once() -> None:
    output, _ = read(diagnostic("slow", API), diagnostic("no"), step("resOpFailedEvent", "update"), diagnostic("again"))

    assert output.concerned == [Urn(WEB), Urn(API)]


def test_violations_are_printed_with_their_policy_and_the_mandatory_ones_first() -> None:
    output, _ = read(violation("probes", "advisory"), violation("image-registry", "mandatory"), diagnostic("no"))

    assert output.messages == [
        "  policies of slipway@v1.0.0:",
        "    [mandatory]  image-registry  (kubernetes:apps/v1:Deployment: shop.web)",
        "      It is.",
        "      Do.",
        "    [advisory]  probes  (kubernetes:apps/v1:Deployment: shop.web)",
        "      It is.",
        "      Do.",
        "",
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    error: no",
    ]


def test_an_error_before_the_engine_starts_is_kept_apart() -> None:
    output, _ = read("error: the stack is currently locked by 1 lock(s).", "", "  created by somebody (pid 12)")

    assert output.stray == ["error: the stack is currently locked by 1 lock(s).", "  created by somebody (pid 12)"]
    assert output.messages == []


def test_signs_are_looked_for_in_every_message() -> None:
    output, _ = read("error: incorrect passphrase", diagnostic("it is protected"))

    assert output.text == "error: it is protected\nerror: incorrect passphrase"


def test_the_log_ends_with_everything_that_went_wrong_and_the_totals() -> None:
    totals = {"summaryEvent": {"resourceChanges": {"create": 2}}}
    output, _ = read(diagnostic("no"), step("resOpFailedEvent", "create"), totals)

    assert output.report.splitlines() == [
        "",
        "Diagnostics:",
        "  kubernetes:apps/v1:Deployment (shop.web):",
        "    error: no",
        "",
        "Resources: 2 created, 1 failed",
    ]
    assert read()[0].report == "\nResources: nothing changed"
