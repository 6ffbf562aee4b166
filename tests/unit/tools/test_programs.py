from itertools import chain

from tools.layout import Layout
from tools.programs import (
    ALERT_TOOLS,
    CLUSTER,
    ENGINE,
    LINTERS,
    PINT_VERSION,
    PROMETHEUS_VERSION,
    PROVIDER,
    PROVIDER_VERSION,
    PULUMI,
    PULUMI_VERSION,
    RULE_TOOLS,
    SLOTH_VERSION,
    Program,
)

PROJECT = Layout()


def test_every_program_has_a_pinned_module_with_a_committed_sum() -> None:
    for program in chain(ENGINE, CLUSTER, LINTERS, RULE_TOOLS, ALERT_TOOLS):
        module = PROJECT.modules / program.module
        assert (module / "go.mod").is_file(), program.name
        assert (module / "go.sum").is_file(), program.name


def test_every_module_is_built_into_some_program() -> None:
    folders = {path.name for path in PROJECT.modules.iterdir()}
    assert folders == {program.module for program in chain(ENGINE, CLUSTER, LINTERS, RULE_TOOLS, ALERT_TOOLS)}


def test_what_is_built_matches_the_pinned_python_packages() -> None:
    requirements = (PROJECT.project / "requirements.txt").read_text()
    assert f"pulumi=={PULUMI_VERSION} " in requirements
    assert f"pulumi-kubernetes=={PROVIDER_VERSION} " in requirements


def test_the_engine_is_built_at_the_version_that_it_is_told_to_have() -> None:
    assert f"github.com/pulumi/pulumi/pkg/v3 v{PULUMI_VERSION}" in (PROJECT.modules / "pulumi" / "go.mod").read_text()
    assert PULUMI.link_flags.endswith(f"version.Version=v{PULUMI_VERSION}")


def test_the_tools_for_rules_are_built_at_the_versions_that_are_said() -> None:
    said = {
        "prometheus": f"github.com/prometheus/prometheus v{PROMETHEUS_VERSION} ",
        "pint": f"github.com/cloudflare/pint v{PINT_VERSION} ",
        "sloth": f"github.com/slok/sloth v{SLOTH_VERSION} ",
    }

    for module, line in said.items():
        assert line in (PROJECT.modules / module / "go.mod").read_text()


def test_a_plugin_is_kept_off_the_path() -> None:
    assert PROVIDER.file(PROJECT).parent == PROJECT.plugins
    assert PULUMI.file(PROJECT).parent == PROJECT.bin


def test_the_key_changes_with_the_sums_the_sources_and_the_flags(layout: Layout, hello: Program) -> None:
    module = layout.modules / "hello"
    keys = {hello.key(layout), Program("hello", "hello", version_variable="main.version=2").key(layout)}
    keys.add(Program("hello", "hello", tags=("small",)).key(layout))
    (module / "go.sum").write_text("example.com/dependency v1.0.1 h1:def=\n")
    keys.add(hello.key(layout))
    (module / "main.go").write_text("package main\n")
    keys.add(hello.key(layout))
    assert len(keys) == 5


def test_the_key_does_not_change_with_a_file_that_is_not_built(layout: Layout, hello: Program) -> None:
    before = hello.key(layout)
    (layout.modules / "hello" / "notes.txt").write_text("anything")
    assert hello.key(layout) == before
