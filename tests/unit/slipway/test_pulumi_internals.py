from pulumi import Output

from offline.recorder import record
from slipway import pulumi_internals
from slipway.pulumi_internals import config_texts, is_secret, root_directory, secret_config_keys, there_is_an_engine


def test_there_is_no_engine_while_recording() -> None:
    found: list[bool] = []

    record(lambda: found.append(there_is_an_engine()))

    assert found == [False]


def test_everything_that_others_import_from_here_exists_in_this_version_of_the_sdk() -> None:
    assert [name for name in pulumi_internals.__all__ if not hasattr(pulumi_internals, name)] == []


def test_a_secret_output_arrives_as_the_envelope_of_a_secret() -> None:
    import pulumi  # noqa: PLC0415  # exports belong to the running program

    recording = record(lambda: pulumi.export("password", Output.secret("tulip")))

    assert is_secret(recording.outputs["password"])
    assert not is_secret("tulip")


def test_the_configuration_and_the_folder_are_those_of_the_running_program() -> None:
    found: list[object] = []

    record(lambda: found.extend([config_texts(), secret_config_keys(), root_directory()]))

    assert isinstance(found[0], dict)
    assert isinstance(found[1], set)
    assert found[2]
