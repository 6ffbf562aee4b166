import json
from typing import Any

import pytest

from tools.engine_events import Diagnostic, Operation, Summary, Text, Urn, Violation, in_words, parse

TYPES = "slipway:index:Environment$slipway:index:StatelessApp$kubernetes:apps/v1:Deployment"
WEB = f"urn:pulumi:dev::slipway::{TYPES}::shop.web"
STACK = "urn:pulumi:dev::slipway::pulumi:pulumi:Stack::slipway-dev"


def event(**body: Any) -> str:
    """One line of the stream, as the engine writes it."""
    return json.dumps({"sequence": 3, "timestamp": 1764036000, **body})


def step(field: str, op: str, urn: str = WEB) -> str:
    return event(**{field: {"metadata": {"op": op, "urn": urn, "old": {"custom": True}, "new": None}}})


def diagnostic(message: str, **more: Any) -> str:
    return event(diagnosticEvent={"urn": WEB, "message": message, "color": "never", "severity": "error", **more})


def test_a_urn_tells_the_type_of_the_resource_without_those_of_its_parents() -> None:
    urn = Urn(WEB)

    assert (urn.type, urn.kind, urn.name) == ("kubernetes:apps/v1:Deployment", "Deployment", "shop.web")
    assert str(urn) == "kubernetes:apps/v1:Deployment (shop.web)"
    assert not urn.is_stack
    assert Urn(STACK).is_stack
    assert urn.stack == Urn(STACK)


def test_the_name_in_a_urn_may_contain_the_separator() -> None:
    assert Urn("urn:pulumi:dev::slipway::kubernetes:core/v1:Secret::a::b").name == "a::b"


def test_what_is_no_whole_urn_has_no_type_and_no_name() -> None:
    assert (Urn("").type, Urn("urn:pulumi:dev::slipway").name) == ("", "")


@pytest.mark.parametrize(
    ("op", "begun", "done"),
    [
        ("create", "creating", "created"),
        ("update", "updating", "updated"),
        ("delete", "deleting", "deleted"),
        ("replace", "replacing", "replaced"),
        ("create-replacement", "creating", "created"),
        ("delete-replaced", "deleting", "deleted"),
        ("import", "importing", "imported"),
    ],
)
def test_an_operation_begins_and_ends(op: str, begun: str, done: str) -> None:
    assert parse(step("resourcePreEvent", op)) == Operation(Urn(WEB), begun, ended=False)
    ended = parse(step("resOutputsEvent", op))
    assert ended == Operation(Urn(WEB), done, ended=True)
    assert str(ended) == f"{done} Deployment shop.web"


@pytest.mark.parametrize("op", ["same", "read", "refresh", "discard-replaced", "invented-later"])
def test_an_operation_that_changes_nothing_is_left_out(op: str) -> None:
    assert parse(step("resourcePreEvent", op)) is None
    assert parse(step("resOutputsEvent", op)) is None


def test_a_component_is_what_no_provider_makes() -> None:
    component = event(resOutputsEvent={"metadata": {"op": "create", "urn": WEB, "new": {"parent": STACK}}})

    assert parse(component) == Operation(Urn(WEB), "created", ended=True, is_component=True)


def test_the_stack_is_told_even_when_it_does_not_change() -> None:
    begun = parse(event(resourcePreEvent={"metadata": {"op": "same", "urn": STACK, "new": {}}}))

    assert str(begun) == "checking Stack slipway-dev"


@pytest.mark.parametrize("op", ["create", "same", "refresh"])
def test_every_operation_can_fail(op: str) -> None:
    failed = parse(step("resOpFailedEvent", op))

    assert isinstance(failed, Operation)
    assert (failed.failed, failed.ended, str(failed)) == (True, True, "failed Deployment shop.web")


def test_a_diagnostic_has_its_prefix_and_no_color_tags() -> None:
    assert parse(diagnostic("<{%fg 1%}>no such image<{%reset%}>\n  it is gone\n", prefix="error: ")) == Diagnostic(
        Urn(WEB), "error", "error: no such image\n  it is gone", ephemeral=False
    )


def test_a_passing_note_is_told_from_a_diagnostic_that_stays() -> None:
    note = parse(diagnostic("[1/2] Waiting for pods", severity="info", ephemeral=True))

    assert isinstance(note, Diagnostic)
    assert note.ephemeral


def test_a_diagnostic_may_be_about_no_resource() -> None:
    assert parse(event(diagnosticEvent={"message": "warning: old"})) == Diagnostic(
        None, "info", "warning: old", ephemeral=False
    )


@pytest.mark.parametrize("line", [diagnostic("<{%reset%}>"), diagnostic("details", severity="debug")])
def test_an_empty_message_and_one_for_debugging_are_left_out(line: str) -> None:
    assert parse(line) is None


def test_a_violation_names_the_policy_its_level_and_the_resource() -> None:
    body = {
        "resourceUrn": WEB,
        "message": "Every image comes from a registry.\nWrite another.",
        "policyName": "image-registry",
        "policyPackName": "slipway",
        "policyPackVersion": "1.0.0",
        "enforcementLevel": "advisory",
    }
    violation = parse(event(policyEvent=body))

    assert violation == Violation(
        Urn(WEB), "slipway@v1.0.0", "image-registry", "advisory", "Every image comes from a registry.\nWrite another."
    )
    assert str(violation) == "[advisory]  image-registry  (kubernetes:apps/v1:Deployment: shop.web)"


def test_a_policy_that_changes_a_resource_is_told_like_one_that_complains() -> None:
    changed = parse(event(policyRemediationEvent={"resourceUrn": WEB, "policyName": "labels"}))

    assert str(changed) == "[remediate]  labels  (kubernetes:apps/v1:Deployment: shop.web)"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"create": 41, "update": 2, "same": 7}, "41 created, 2 updated"),
        ({"same": 35}, "nothing changed"),
        ({}, "nothing changed"),
        ({"delete": 3, "create-replacement": 1, "create": 1}, "2 created, 3 deleted"),
    ],
)
def test_the_totals_count_what_has_changed(changes: dict[str, int], said: str) -> None:
    summary = parse(event(summaryEvent={"resourceChanges": changes, "durationSeconds": 12}))

    assert isinstance(summary, Summary)
    assert str(summary) == said


@pytest.mark.parametrize(
    "line", ["error: the stack is currently locked by 1 lock(s).", "", "{not json", '{"a": 1}', "[1]"]
)
def test_a_line_that_is_no_event_stays_as_it_is(line: str) -> None:
    assert parse(line) == Text(line)


def test_messages_of_the_command_and_errors_of_the_engine_are_text() -> None:
    assert parse(event(stdoutEvent={"message": "<{%bold%}>note<{%reset%}>\n"})) == Text("note")
    assert parse(event(errorEvent={"error": "broken"})) == Text("error: broken")


@pytest.mark.parametrize(
    "body",
    [
        {"cancelEvent": {}},
        {"preludeEvent": {"config": {"slipway:environment": "development"}}},
        {"policyLoadEvent": {}},
        {"inventedLaterEvent": {"metadata": 1}},
        {"resourcePreEvent": {}},
        {"resOutputsEvent": {"metadata": {"op": "create"}}},
        {"resOpFailedEvent": {}},
        {"diagnosticEvent": {}},
        {"stdoutEvent": {}},
    ],
)
def test_an_event_that_says_nothing_to_a_person_is_left_out(body: dict[str, Any]) -> None:
    assert parse(event(**body)) is None
    assert in_words(event(**body)) is None


def test_the_log_has_a_time_and_words_for_each_event() -> None:
    words = in_words(diagnostic("no such image\nit is gone", prefix="error: "))

    assert words
    time, _, said = words.partition("  ")
    assert len(time) == len("02:05:30")
    assert said == ("Deployment shop.web: error: no such image\n          it is gone")
