from tools.engine_events import Update

FIRST_UP = """Updating (dev):

 +  pulumi:pulumi:Stack slipway-dev creating (0s)
 +  kubernetes:apps/v1:Deployment shop.web creating (0s)
@ updating....
 +  kubernetes:apps/v1:Deployment shop.web creating (0s) warning: [MinimumReplicasUnavailable] not yet
 +  kubernetes:apps/v1:Deployment shop.web created (0.42s)
 +  pulumi:pulumi:Stack slipway-dev created (0.80s)
Outputs:
    apps: {
        shop/web: "created in Outputs:"
    }

Resources:
    + 2 created

Duration: 2s
"""

FAILED_UP = """Updating (dev):

 ~  kubernetes:apps/v1:Deployment shop.web updating (0s) [diff: ~spec]
 ~  kubernetes:apps/v1:Deployment shop.web **updating failed** [diff: ~spec]; error: no such image
    pulumi:pulumi:Stack slipway-dev **failed** 1 error
Diagnostics:
  kubernetes:apps/v1:Deployment (shop.web):
    error: no such image
    error: an unhandled error occurred: program exited with non-zero exit code: 1

Resources:
    ~ 1 updated
    3 unchanged
    1 errored

Duration: 1s
"""


def read(text: str) -> tuple[Update, list[str]]:
    operations: list[str] = []
    update = Update(operations.append)
    for line in text.splitlines():
        update.read(line)
    return update, operations


def test_each_finished_operation_is_told_once_and_the_stack_itself_is_not() -> None:
    update, operations = read(FIRST_UP)
    assert operations == ["created Deployment shop.web"]
    assert update.summary == "2 created"
    assert update.diagnostics == []


def test_an_update_that_changed_nothing_says_so() -> None:
    update, operations = read("Updating (dev):\n\n    pulumi:pulumi:Stack slipway-dev\nResources:\n    35 unchanged\n")
    assert operations == []
    assert update.summary == "nothing to change"


def test_what_went_wrong_is_kept_without_the_language_hosts_echo() -> None:
    update, operations = read(FAILED_UP)
    assert operations == ["failed Deployment shop.web"]
    assert "    error: no such image" in update.diagnostics
    assert not any("unhandled error" in line for line in update.diagnostics)
    assert update.summary == "1 updated, 1 errored"


def test_an_error_before_the_first_operation_is_kept() -> None:
    update, _ = read("error: the stack is currently locked by 1 lock(s).\n  created by somebody (pid 12)\n")
    assert update.stray == ["error: the stack is currently locked by 1 lock(s).", "  created by somebody (pid 12)"]


ADVISED_UP = """Updating (dev):
Loading policy packs...: starting
Loading policy packs...: done

 +  kubernetes:apps/v1:Deployment shop.web created (0.42s)
Policies:
    \N{WARNING SIGN}\N{VARIATION SELECTOR-16} slipway@v1.0.0 (local: policies)
        - [advisory]  image-registry  (kubernetes:apps/v1:Deployment: shop.web)
          Every image comes from a registry that policies/registries.yaml lists.

Resources:
    + 1 created

Duration: 2s
"""


def test_what_policies_say_is_kept_as_it_is() -> None:
    update, operations = read(ADVISED_UP)
    assert operations == ["created Deployment shop.web"]
    assert update.diagnostics == ADVISED_UP.splitlines()[6:9]
    assert update.summary == "1 created"


def test_policies_that_have_nothing_to_say_are_not_heard() -> None:
    update, _ = read(
        "Policies:\n    \N{WHITE HEAVY CHECK MARK} slipway@v1.0.0 (local: policies)\n\nResources:\n    1 unchanged\n"
    )
    assert update.diagnostics == []
    assert update.summary == "nothing to change"
