from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.secret_search import holds_secret, secrets_in
from tests.secret_samples import (
    ALONE,
    COMMANDS,
    FORMS,
    NAMES,
    OTHER_COMMANDS,
    OTHER_NAMES,
    OTHER_TEXTS,
    PASSWORD,
    TEXTS,
)


def paths(value: Any) -> list[str]:
    return [".".join(map(str, found.steps)) for found in secrets_in(value)]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_secret_in_a_text_is_found_once_and_never_shown(text: str) -> None:
    [found] = secrets_in({"file": text})

    assert found.steps[0] == "file"
    assert PASSWORD not in f"{found!r}{found.steps}"


@pytest.mark.parametrize("text", OTHER_TEXTS.values(), ids=OTHER_TEXTS)
def test_a_text_that_only_speaks_of_secrets_has_none(text: str) -> None:
    assert paths({"file": text}) == []


@pytest.mark.parametrize(
    ("words", "place"), COMMANDS, ids=lambda each: " ".join(each) if isinstance(each, list) else ""
)
def test_a_secret_in_a_command_is_found_once(words: list[str], place: int) -> None:
    assert paths({"args": words}) == [f"args.{place}"]


def test_a_command_that_only_refers_to_one_has_none() -> None:
    assert paths(OTHER_COMMANDS) == []


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"env": [{"name": "DB_PASSWORD", "value": PASSWORD}]}, "env.0.value"),
        ({"httpHeaders": [{"name": "X-Api-Key", "value": PASSWORD}]}, "httpHeaders.0.value"),
        ({"set": [{"name": "db.password", "value": PASSWORD}]}, "set.0.value"),
        ({"adminPassword": {"value": PASSWORD}}, "adminPassword.value"),
        ({"passwords": [PASSWORD]}, "passwords.0"),
        ({"grafana": {"auth": {"clientSecret": PASSWORD}}}, "grafana.auth.clientSecret"),
        ({"alertmanager": {"global": {"slack_api_url": PASSWORD}}}, "alertmanager.global.slack_api_url"),
        (
            {"receivers": [{"pagerduty_configs": [{"routing_key": PASSWORD}]}]},
            "receivers.0.pagerduty_configs.0.routing_key",
        ),
        ({"a": {"b": [1, {"password": 4711}]}}, "a.b.1.password"),
        ({f"password={PASSWORD}": 1}, f"password={PASSWORD}"),
        ({f"https://app:{PASSWORD}@db": {}}, f"https://app:{PASSWORD}@db"),
    ],
)
def test_it_is_found_at_any_depth_and_beside_its_name(value: Any, path: str) -> None:
    assert paths(value) == [path]


@pytest.mark.parametrize(
    "value",
    [
        {"token": {"existingSecret": "a"}, "passwords": [], "password": "", "b": {"token": False}},
        {"alertmanagerSpec": {"configSecret": "routes", "secrets": ["slack"]}, "envFromSecret": "db"},
        {"admin": {"existingSecret": "grafana", "passwordKey": "password", "userKey": "user"}},
        {"data": [{"secretKey": "password", "remoteRef": {"key": "shop/db"}}]},
        {"secretName": "db", "secretKey": "password"},
        {"env": [{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}]},
        {"rules": [{"resources": ["secrets", "serviceaccounts/token"], "verbs": ["get"]}]},
        {"volumes": [{"projected": {"sources": [{"serviceAccountToken": {"path": "token"}}]}}]},
        {"properties": {"password": {"type": "string", "description": "password: the one of the database"}}},
        {"automountServiceAccountToken": False, "tls": [{"secretName": "web-tls"}]},
    ],
)
def test_the_name_or_the_key_of_a_secret_is_none(value: Any) -> None:
    assert paths(value) == []


def test_names_are_judged_alike_in_a_mapping_in_a_file_and_beside_a_value() -> None:
    for name in NAMES:
        assert holds_secret({name: PASSWORD}), name
        assert holds_secret([{"name": name, "value": PASSWORD}]), name
    for name in OTHER_NAMES:
        assert paths({name: PASSWORD, "other": [{"name": name, "value": PASSWORD}]}) == [], name


@pytest.mark.parametrize("form", [*FORMS], ids=[f"{index}" for index, _ in enumerate(FORMS)])
def test_a_secret_with_a_form_of_its_own_is_found_in_any_place(form: str) -> None:
    assert paths({"a": [form]}) == ["a.0"]
    within = [*secrets_in({"file": f"# comment\nhost = db\n# {form}\n"})]
    assert len(within) == (0 if form in ALONE else 1)


DEEP = "[" * 5000


@pytest.mark.parametrize("text", [
    DEEP + "]" * 5000, "{" * 5000, '{"a":' * 5000, "[not json", "[1" + "0" * 5000 + "]", "- " * 5000 + "\n:",
    "a: &a [*a]\n", "? " * 5000 + "\n:", "{a: " * 5000,
], ids=lambda text: text[:6])  # fmt: skip
def test_a_text_that_only_looks_like_a_document_is_a_text(text: str) -> None:
    assert not holds_secret(text)


ANYTHING = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from([*NAMES, *TEXTS.values()])
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.one_of(st.text(), st.sampled_from(NAMES)), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(ANYTHING)
def test_any_value_gets_an_answer_that_does_not_show_it(value: Any) -> None:
    for found in secrets_in(value):
        assert "value" not in repr(found).replace("'value'", "")
        assert found.what.startswith(("a ", "an ", "the "))
