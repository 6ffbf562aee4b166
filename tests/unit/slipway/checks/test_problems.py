"""The error messages for mistakes in a stack file."""

from typing import Any

import hypothesis
import pytest
import yaml
from hypothesis import strategies as st

from slipway.checks.problems import got, set_secret, unknown
from tests.mistakes import mistakes, stack_of

ROLLOUT = ("maxSurge", "maxUnavailable", "minReadySeconds", "progressDeadlineSeconds", "revisionHistoryLimit", "type")
WEB = "namespaces.shop.apps.web"


@pytest.mark.parametrize(
    ("setting", "path", "message"),
    [
        ("replcias: 3", ".replcias", "unknown setting; did you mean replicas?"),
        ("image_pull_policy: Always", ".image_pull_policy", "unknown setting; did you mean imagePullPolicy?"),
        ("service: {nodes: 3}", ".service.nodes", "unknown setting; did you mean nodePort?"),
        ("rollout: {nodes: 3}", ".rollout.nodes", f"unknown setting; expected one of {', '.join(ROLLOUT)}"),
        ("replicas: three", ".replicas", 'expected a whole number of at least 0, for example 3; got "three"'),
        ("port: 70000", ".port", "expected a port from 1 to 65535, for example 8080; got 70000"),
        (
            "image: Nginx",
            ".image",
            'expected an image with a tag or a digest, for example sh3b0/app_python:1.4.2; got "Nginx"',
        ),
        (
            "resources: {cpu: 2 m}",
            ".resources.cpu",
            'expected an amount of cpu, or request..limit with request <= limit, for example 2m..10m; got "2 m"',
        ),
        (
            "env: {DEBUG: true}",
            ".env.DEBUG",
            'expected a string; YAML reads it as a boolean: write it in quotes, "true"',
        ),
        ("env: {A: }", ".env.A", 'expected a string; YAML reads an empty value as null: write ""'),
        (
            "env: {A: 1.10}",
            ".env.A",
            'expected a string; YAML reads it as a number: write it in quotes, for example "1.1"',
        ),
        ("env: {A: []}", ".env.A", 'expected a string without a zero byte, for example "on"; got a list'),
        (
            "secretEnv: {DB=HOST: db/password}",
            ".secretEnv.DB=HOST",
            (
                "expected the name of an environment variable: printable ASCII characters except =, "
                'for example DB_HOST; got "DB=HOST"'
            ),
        ),
        (
            "writablePaths: [/cache, /app/../x]",
            ".writablePaths.1",
            'expected an absolute path in the container without `..`, for example /app/config; got "/app/../x"',
        ),
        (
            "imagePullPolicy: Sometimes",
            ".imagePullPolicy",
            'expected one of Always, IfNotPresent or Never; got "Sometimes"',
        ),
        (
            "ports: {Metrics: 9090}",
            ".ports.Metrics",
            (
                "expected a port name of at most 15 lowercase letters, digits and single dashes, with a letter, "
                'for example metrics; got "Metrics"'
            ),
        ),
        (
            "ports: {metrics: all}",
            ".ports.metrics",
            'expected a port from 1 to 65535, for example 8080; got "all"',
        ),
        (
            "service: {nodePort: 30080}",
            ".service",
            "nodePort needs type NodePort or LoadBalancer; got ClusterIP; leave nodePort out or set type: NodePort",
        ),
        (
            "apiAccess: {reason: reads all pods, rules: [{resources: [pods], verbs: ['*']}]}",
            ".apiAccess.rules.0.verbs.0",
            'expected a lowercase verb, no wildcard, for example get; got "*"',
        ),
        (
            "apiAccess: {}",
            ".apiAccess.reason",
            "missing; required: the reason",
        ),
        (
            "route: {parent: {section: https}}",
            ".route.parent.gateway",
            "missing; required: the name of the Gateway",
        ),
        ("ingress: {}", ".ingress.host", "missing; required: the host name of the app"),
        ("command: node", ".command", 'expected a list; got "node"'),
        (
            "command: [node, true]",
            ".command.1",
            'expected a string; YAML reads it as a boolean: write it in quotes, "true"',
        ),
        (
            'command: ["a\\0b"]',
            ".command.0",
            'expected a string without a zero byte, for example "on"; got "a\\u0000b"',
        ),
        ("resources: 128Mi", ".resources", 'expected a mapping of keys and values; got "128Mi"'),
        ("env: [PORT]", ".env", "expected a mapping of keys and values; got a list"),
        ("kind: statefull", ".kind", 'unknown kind "statefull"; did you mean stateful?'),
        (
            "kind:",
            ".kind",
            "expected one of agent, scheduled, stateful, stateless, task, worker; got null",
        ),
        (
            "kind: daemon",
            ".kind",
            'unknown kind "daemon"; expected one of agent, scheduled, stateful, stateless, task, worker',
        ),
    ],
)
def test_a_mistake_in_an_app_is_told_with_its_path_and_the_way_out(setting: str, path: str, message: str) -> None:
    app = {"image": "nginx:1.29", "port": 8080, **yaml.safe_load(setting)}

    assert mistakes(stack_of(app)) == [f"{WEB}{path}: {message}"]


def test_a_mistake_in_a_kind_of_app_is_told_by_what_that_kind_knows() -> None:
    job = {"kind": "scheduled", "image": "nginx:1.29", "schedule": "hourly", "scheduel": "@daily"}
    database = {"kind": "stateful", "image": "nginx:1.29", "port": 8080, "storage": {"/app/db": "much"}}

    assert mistakes(stack_of(job)) == [
        (
            f"{WEB}.schedule: expected a cron schedule of five fields (minute hour day month weekday), "
            'for example 0 */6 * * *; got "hourly"'
        ),
        f"{WEB}.scheduel: unknown setting; did you mean schedule?",
    ]
    assert mistakes(stack_of(database)) == [
        f'{WEB}.storage./app/db.size: expected a size, for example 128Mi; got "much"'
    ]


def test_every_problem_of_a_stack_appears_at_once() -> None:
    stack = yaml.safe_load("""
        environment: prod
        monitorng: {}
        cluster: eu
        namespaces:
          Shop: {}
          shop:
            apps:
              web: {port: 8080, replicas: -1}
              1st: nginx
        monitoring: {prometheus: {storage: 1X}}
    """)

    assert sorted(mistakes(stack)) == [
        'cluster: expected a mapping of keys and values; got "eu"',
        'environment: expected one of development or production; got "prod"',
        'monitoring.prometheus.storage: expected a size, for example 128Mi; got "1X"',
        "monitorng: unknown setting; did you mean monitoring?",
        (
            "namespaces.Shop: expected a DNS label of at most 63 lowercase letters, digits and dashes, "
            'for example shop; got "Shop"'
        ),
        'namespaces.shop.apps.1st: expected a mapping of keys and values; got "nginx"',
        (
            "namespaces.shop.apps.1st: expected a name of at most 52 lowercase letters, digits and dashes "
            'that starts with a letter, for example web; got "1st"'
        ),
        f"{WEB}.image: missing; required: the image, with a tag or a digest",
        f"{WEB}.replicas: expected a whole number of at least 0, for example 3; got -1",
    ]


def test_a_sound_stack_has_no_problem() -> None:
    assert mistakes(stack_of({"image": "nginx:1.29", "port": 8080})) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), ("ä\n", '"\\u00e4\\n"'), ({"a": 1}, "a mapping"), ((1, 2), "a list")],
)
def test_what_came_is_told_on_one_line(value: object, text: str) -> None:
    assert got(value) == text


def test_a_long_value_is_cut_short() -> None:
    assert got("a" * 100) == '"' + "a" * 59 + "... (102 characters)"


def test_an_unknown_name_where_nothing_is_known_is_told_so() -> None:
    assert unknown("db", [], "Secret") == "unknown Secret; there are none here"


def test_a_name_that_the_path_does_not_show_is_told_after_its_noun() -> None:
    told = unknown("datbase", ["database"], "app of shop", named=True)

    assert told == 'unknown app "datbase" of shop; did you mean database?'


@pytest.mark.parametrize(
    ("steps", "option"),
    [
        (("secrets", "shop", "db", "password"), "slipway:secrets.shop.db.password"),
        (("secrets", "shop", "db.eu", "tls.key"), """'slipway:secrets.shop["db.eu"]["tls.key"]'"""),
    ],
)
def test_the_command_that_sets_a_secret_quotes_a_name_that_holds_a_dot(steps: tuple[str, ...], option: str) -> None:
    assert set_secret(*steps) == f"pulumi config set --path --secret {option}"


KEYS = ["environment", "namespaces", "shop", "apps", "web", "kind", "image", "port", "env", "files", "storage", "[key]"]
VALUES = ["development", "stateless", "stateful", "scheduled", "nginx:1.29", "/app/db", "1Gi"]
WORDS = st.sampled_from([*KEYS, *VALUES])
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), WORDS)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.one_of(WORDS, st.text(max_size=4)), inner),
    max_leaves=20,
)


@hypothesis.settings(max_examples=300)
@hypothesis.given(st.one_of(ANYTHING, ANYTHING.map(stack_of)))
def test_whatever_a_stack_holds_is_accepted_or_told_in_lines_and_never_breaks(stack: Any) -> None:
    assert all(line.partition(": ")[2] for line in mistakes(stack))


def test_a_switch_is_told_in_the_same_words_as_everything_else() -> None:
    app = {"image": "nginx:1.29", "port": 8080, "service": {"headless": ["yes"]}}

    assert mistakes(stack_of(app)) == [
        "namespaces.shop.apps.web.service.headless: expected true or false, for example true; got a list"
    ]
