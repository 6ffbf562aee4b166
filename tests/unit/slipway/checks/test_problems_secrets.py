"""The error messages for mistakes in a stack file show no secret."""

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st

from slipway.settings.kinds import StatelessAppSettings
from tests.mistakes import mistakes, stack_of

WEB = "namespaces.shop.apps.web"


@pytest.mark.parametrize(
    "setting",
    [
        "secretEnv: {DB_PASSWORD: Tulip!}",
        "secretEnv: {DB: Tulip!}",
        "secretFiles: {/etc/key: Tulip!}",
        "env: {DB_PASSWORD: [Tulip!]}",
        "resources: {cpu: 'postgres://app:Tulip!@db'}",
        "args: --password=Tulip!",
        "command: curl -u app:Tulip! https://example.com",
        "args: [[--password, Tulip!]]",
        "env: {password=Tulip!: x}",
        "secretEnv: {password=Tulip!: db/password}",
        "ingress: {host: 'u:Tulip!@h'}",
        "ingress: {host: a.b, hosts: ['u:Tulip!@h']}",
        "connectsTo: [{host: 'u:Tulip!@h', port: 1}]",
        "image: 'https://u:Tulip!@registry.example.com/web:1'",
        "kind: 'password=Tulip!'",
        "password=Tulip!: 1",
        "connectsTo: ['u:Tulip!@h', 'u:Tulip!@h']",
        "volumes: {/a: {csi: {driver: x, attributes: {token: [Tulip!]}}}}",
        "files: {'token=Tulip!': x}",
        "patches: [{object: Deployment, reason: none, patch: 'password=Tulip!'}]",
        "service: {annotations: {'api-token=Tulip!': x}}",
        "writablePaths: ['password=Tulip!', 'password=Tulip!']",
        "pullSecrets: ['password=Tulip!']",
    ],
)
def test_what_may_be_a_secret_in_the_wrong_place_is_never_shown(setting: str) -> None:
    app = {"image": "nginx:1.29", "port": 8080, **yaml.safe_load(setting)}

    lines = mistakes(stack_of(app))
    assert lines
    assert "Tulip" not in "".join(lines)


SHELLS = st.sampled_from(
    ["--password={}", "password={}", "u:{}@h", "https://u:{}@h/x", "X-Api-Key: {}", '{{"token": "{}"}}']
)
TULIPS = st.text("abcXYZ0123456789", min_size=6).map(lambda text: f"Tulip{text}")


@hypothesis.settings(max_examples=300)
@hypothesis.given(st.data())
def test_no_message_about_a_mistake_shows_a_secret_wherever_it_stands(data: st.DataObject) -> None:
    """Every place of an app gets the secret once: as its value, in a list, in a mapping and as a key."""
    secret = data.draw(SHELLS).format(data.draw(TULIPS))
    setting = data.draw(
        st.sampled_from(sorted(field.alias or "" for field in StatelessAppSettings.model_fields.values()))
    )
    value = data.draw(
        st.sampled_from([secret, [secret, secret], {secret: secret}, {"a": [secret]}, [{secret: {"a": 1}}]])
    )

    lines = mistakes(stack_of({"image": "nginx:1.29", "port": 8080, setting: value, secret: 1}))

    assert lines
    assert "Tulip" not in "".join(lines)


def test_a_number_that_may_be_a_secret_is_not_shown_either() -> None:
    app = {"image": "nginx:1.29", "port": 8080, "env": {"DB_PASSWORD": 1234.5}}

    assert mistakes(stack_of(app)) == [
        (
            f"{WEB}.env.DB_PASSWORD: expected a string without a zero byte, "
            'for example "on"; the value is not shown, because it may be a secret'
        )
    ]
