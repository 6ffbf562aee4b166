"""The real engine refuses bad input: every problem at once, no traceback, and an untouched cluster.

Each message is tested by itself without an engine: tests/unit/slipway.
"""

import re

from tests.engine.stack_under_test import StackUnderTest
from tools.subprocesses import Finished

MISTAKES = {
    "replicas: 3": ("replcias: 3", "course-dev.apps.python-web.replcias: unknown setting; did you mean replicas?"),
    "memory: 256Mi": ("memory: 256MB", "java-web.resources.memory: expected an amount of memory"),
    "port: 8081": ("port: 80801", "java-web.port: expected a port from 1 to 65535, for example 8080; got 80801"),
    "0 */6 * * *": ("0 99 * * *", "cleanup.schedule: hour: expected 0 to 23"),
    "sh3b0/app_java:1.2.0": ("sh3b0/app_java", "java-web.image: expected an image with a tag or a digest"),
}
"""A line of the file, its bad replacement, and the expected messages."""


def refusal(finished: Finished) -> str:
    """The output as a person reads it."""
    assert finished.code != 0
    assert "nothing was changed" in finished.out
    assert "Traceback" not in finished.out + finished.err
    return finished.out


def test_an_up_tells_all_mistakes_at_once_by_their_paths_and_touches_nothing(dev: StackUnderTest) -> None:
    before, text = dev.versions(), dev.file.read_text()
    for right, (wrong, _) in MISTAKES.items():
        text = text.replace(right, wrong)
    dev.file.write_text(text)

    told = refusal(dev.up(check=False))

    assert f"Pulumi.dev.yaml has {len(MISTAKES)} problems; nothing was changed" in told
    assert [message for _, message in MISTAKES.values() if message not in told] == []
    told_lines = [int(number) for number in re.findall(r"^ *Pulumi\.dev\.yaml:(\d+): ", told, re.MULTILINE)]
    assert told_lines == [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if any(mistake in line for mistake, _ in MISTAKES.values())
    ]
    assert dev.versions() == before


def test_a_preview_tells_of_a_reference_that_leads_nowhere(dev: StackUnderTest) -> None:
    with dev.edited("db-user-pass/password", "db-user-pas/password"):
        told = refusal(dev.run("preview", check=False))

    assert 'unknown Secret "db-user-pas"; did you mean db-user-pass?' in told


def test_a_secret_among_the_settings_is_refused_unseen(dev: StackUnderTest) -> None:
    dev.config("set", "--path", "--secret", "slipway:namespaces.course-dev.apps.java-web.env.TOKEN", "hidden-tulip")

    refused = dev.up(check=False)

    assert "namespaces: the value is encrypted; expected it in secrets" in refusal(refused)
    assert "hidden-tulip" not in refused.out + refused.err
