"""Bad input on the real engine: all problems at once, no traceback, and no change in the cluster."""

import pytest

from tests.engine.stack_under_test import StackUnderTest

MISTAKES = {
    "key": (
        "replicas: 3",
        "replcias: 3",
        "course-dev.apps.python-web.replcias: unknown setting; did you mean replicas?",
    ),
    "type": ("replicas: 3", "replicas: three", 'a whole number of at least 1, for example 3; got "three"'),
    "quantity": ("memory: 256Mi", "memory: 256MB", "java-web.resources.memory: expected an amount of memory"),
    "port": (
        "port: 8081",
        "port: 80801",
        "java-web.port: expected a port from 1 to 65535, for example 8080; got 80801",
    ),
    "name": ("java-web:", "Java_Web:", "apps.Java_Web: expected a name of at most 52 lowercase letters"),
    "image": ("sh3b0/app_java:1.2.0", "sh3b0/app_java", "java-web.image: expected an image with a tag or a digest"),
    "cron": ("0 */6 * * *", "0 99 * * *", "cleanup.schedule: expected a cron schedule of five fields"),
    "reference": (
        "db-user-pass/password",
        "db-user-pas/password",
        'unknown Secret "db-user-pas"; did you mean db-user-pass?',
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("command", ["preview", "up"])
def test_a_mistake_is_told_by_its_path_and_nothing_is_touched(dev: StackUnderTest, mistake: str, command: str) -> None:
    right, wrong, message = MISTAKES[mistake]
    before = dev.versions()

    with dev.edited(right, wrong):
        refused = dev.up(check=False) if command == "up" else dev.run("preview", check=False)

    assert refused.code != 0
    assert message in refused.out
    assert "nothing was changed" in refused.out
    assert "Traceback" not in refused.out + refused.err
    assert dev.versions() == before


def test_all_mistakes_are_told_at_once(dev: StackUnderTest) -> None:
    text = dev.file.read_text()
    for right, wrong, _ in (MISTAKES[each] for each in ("key", "quantity", "port", "image", "cron")):
        dev.file.write_text(dev.file.read_text().replace(right, wrong))

    refused = dev.up(check=False)
    dev.file.write_text(text)

    assert "Pulumi.dev.yaml has 5 problems; nothing was changed" in refused.out


def test_a_secret_among_the_settings_is_refused_unseen(dev: StackUnderTest) -> None:
    before = dev.file.read_text()
    dev.config("set", "--path", "--secret", "slipway:namespaces.course-dev.apps.java-web.env.TOKEN", "hidden-tulip")
    refused = dev.up(check=False)
    dev.file.write_text(before)

    assert refused.code != 0
    assert "namespaces: holds an encrypted value" in refused.out
    assert "hidden-tulip" not in refused.out + refused.err
