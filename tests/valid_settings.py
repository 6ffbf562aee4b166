"""Settings that the models accept, spelt as a stack file spells them: hypothesis strategies read off the models.

Each rule that pydantic was given (a pattern, a range, the members of a union) becomes the strategy of its values, and
what a validator written by hand decides is found by trying. A setting that is added needs nothing here, unless its rule
is written by hand and seldom met by chance: then its values stand in `BY_HAND`, or what it needs beside it in `BESIDE`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import hypothesis
from hypothesis import assume
from hypothesis import strategies as st
from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from slipway.settings.base import Model, described_as
from slipway.settings.cron import CronExpression
from slipway.settings.fields import Cidr
from slipway.settings.host_names import IpAddress
from slipway.settings.kinds import KINDS, TimeZone
from slipway.settings.paths import RepositoryPath
from slipway.settings.placement import Toleration
from slipway.settings.policies import Day
from slipway.settings.quantity import CpuResource, MemoryResource
from slipway.settings.slo import Matchers
from slipway.settings.slo_sources import Query

Strategy = st.SearchStrategy[Any]
Schema = dict[str, Any]

SAME_EVERY_TIME = hypothesis.settings(
    derandomize=True,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
"""How settings are made up where they are not to differ from run to run: nothing is remembered, nothing shrunk."""

MOST_AT_ONCE = 5
"""The largest number of optional settings in one object."""
FEW = 3
"""The largest number of elements in a list or a mapping."""
TRIES = 5


def _network(address: Any, bits: int) -> str:
    gone = address.max_prefixlen - bits
    return f"{type(address)(int(address) >> gone << gone)}/{bits}"


_AMOUNTS = st.builds("{}{}".format, st.integers(1, 3000), st.sampled_from(["", "m", "k", "Ki", "M", "Mi", "Gi", "G"]))
_MOMENTS = st.tuples(
    *(
        st.one_of(st.just("*"), st.integers(first, last).map(str), st.integers(1, 9).map("*/{}".format))
        for first, last in [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
    )
).map(" ".join)


def _rule(annotated: Any) -> Callable[..., Any]:
    """The last check of such a type that is code."""
    checks = [each.func for each in annotated.__metadata__ if isinstance(each, BeforeValidator | AfterValidator)]
    return checks[-1]


_SPANS = st.one_of(st.builds("{}..{}".format, _AMOUNTS, _AMOUNTS), _AMOUNTS, st.integers(1, 9))
BY_HAND: dict[Callable[..., Any], Strategy] = {
    _rule(CpuResource): _SPANS,
    _rule(MemoryResource): _SPANS,
    _rule(CronExpression): st.one_of(
        _MOMENTS, st.sampled_from(["@daily", "@every 90m", "@hourly", "@monthly", "@weekly", "@yearly"])
    ),
    _rule(Cidr): st.one_of(
        st.builds(_network, st.ip_addresses(v=4), st.integers(0, 32)),
        st.builds(_network, st.ip_addresses(v=6), st.integers(0, 128)).filter(lambda text: "::ffff:" not in text),
    ),
    _rule(IpAddress): st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str),
    _rule(Day): st.dates().map(str),
    _rule(TimeZone): st.sampled_from(["America/New_York", "Asia/Kolkata", "Etc/UTC", "Europe/Berlin"]),
    _rule(RepositoryPath): st.sampled_from(["LICENSE", "README.md", "docs/settings.md", "stack/git_status.py"]),
    _rule(Matchers): st.sampled_from(['method!="OPTIONS"', 'code="200",path=~"/a.*"']),
    _rule(Query): st.just("sum(rate(orders_total[{{.window}}]))"),
    _rule(Toleration): st.sampled_from(["*", "dedicated", "a.b/c:NoSchedule", "a=1:NoExecute"]),
}
"""Strategies for types with a validator in code, written by hand."""

_FURTHER = {
    "port": st.just(8080),
    "services": st.sampled_from([{"public": {"ports": ["http"]}}, {"a": {"ports": {"http": 80}, "type": "ClusterIP"}}]),
}
_SLOS = st.sampled_from([{"availability": 99.9}, {"latency": {"p": 99, "below": "250ms"}, "window": "28d"}])
_OF_SLO = {"availability": st.sampled_from([99.9, "95%", 99])}
_RATE = st.just("sum(rate(orders_total[{{.window}}]))")
_RATES = {"errors": _RATE, "total": _RATE}
_PROCESSES = ("Process", "Replicated", "Served", "ServiceApp", "StatelessApp", "StatefulApp", "WorkerApp", "NodeAgent")
BESIDE: dict[str, dict[str, Strategy]] = {
    **{f"{kind}AppSettings.services": _FURTHER for kind in ("Service", "Stateless", "Stateful")},
    **{f"{process}Settings.slo": {"slo": _SLOS} for process in _PROCESSES},
    **{f"SloSettings.{each}": _OF_SLO for each in ("availability", "window", "leastFailures")},
    "SloSettings.latency": {"latency": st.just({"p": 95, "below": "500ms"})},
    "SloSettings.source": {**_OF_SLO, "source": st.sampled_from(["client", "istio", "traefik"])},
    "SloSettings.where": _OF_SLO,
    "LatencySettings.buckets": {"buckets": st.just(["250ms"])},
    "SloSourceSettings.preset": {"preset": st.sampled_from(["client", "grpc"])},
    "SloSourceSettings.errors": _RATES,
    "SloSourceSettings.total": _RATES,
    # The cluster of the tests has this one (`tests/engine/schema/runtime-class.yaml`).
    **{f"{kind.__name__}.runtimeClassName": {"runtimeClassName": st.just("gvisor")} for kind in KINDS.values()},
    "AlertingSettings.templates": {"templates": st.just(["tests/alerts.tmpl"])},
    "ServiceSettings.nodePort": {"type": st.sampled_from(["NodePort", "LoadBalancer"])},
    "ServiceSettings.externalTrafficPolicy": {"type": st.sampled_from(["NodePort", "LoadBalancer"])},
    "ServiceSettings.loadBalancerClass": {"type": st.just("LoadBalancer")},
    "ServiceSettings.loadBalancerSourceRanges": {"type": st.just("LoadBalancer")},
    "ServiceSettings.sessionAffinitySeconds": {"sessionAffinity": st.just("ClientIP")},
    "ConnectionSettings.cidr": {"port": st.integers(1, 65535)},
    "ConnectionSettings.pods": {"port": st.integers(1, 65535)},
    "ConnectionSettings.ports": {"app": st.just("api"), "ports": st.just(["http", "metrics"])},
    "ConnectionSettings.except": {
        "cidr": st.just("203.0.113.0/24"),
        "except": st.just(["203.0.113.64/26"]),
        "port": st.just(443),
    },
    "ChartCallerSettings.pods": {"ports": st.just([8080])},
    "ChartCallerSettings.cidr": {"ports": st.just([8080])},
    "ChartSettings.repository": {"chart": st.just("redis"), "version": st.just("1.2.3")},
    "ChartSettings.version": {"chart": st.just("oci://registry.example.com/redis")},
    "AutoscalingSettings.pollingInterval": {"triggers": st.just([{"type": "cron"}])},
    "AutoscalingSettings.cooldownPeriod": {"triggers": st.just([{"type": "cron"}])},
    "JobSettings.completionMode": {"completions": st.integers(1, 9)},
    "TolerationSettings.value": {"key": st.just("dedicated")},
    "TolerationSettings.seconds": {"effect": st.just("NoExecute")},
}
"""Settings that an optional setting needs, by `<model>.<setting>`."""


def settings_of(annotation: Any) -> Strategy:
    """Values that a model, or another type of the settings, accepts."""
    reader, schema = _reader(annotation)
    return reader.values(schema)


def saying(model: type[Model], *names: str) -> Strategy:
    """Settings with at least these values."""
    reader, schema = _reader(model)
    return reader.model(schema, names)


@cache
def _reader(annotation: Any) -> tuple["_Reader", Schema]:
    schema: Any = TypeAdapter(annotation).core_schema
    return _Reader({each["ref"]: each for each in schema.get("definitions", [])}), schema


class _Reader:
    """Strategies for pydantic's core schema: one method for each type. A type without a method raises KeyError."""

    def __init__(self, definitions: dict[str, Schema]) -> None:
        self._definitions = definitions
        self._known: dict[int, Strategy] = {}

    def values(self, schema: Schema) -> Strategy:
        if id(schema) not in self._known:
            self._known[id(schema)] = self._read(schema)
        return self._known[id(schema)]

    def _read(self, schema: Schema) -> Strategy:
        kind = schema["type"]
        if kind in ("default", "nullable", "definitions"):
            return self.values(schema["schema"])
        if kind == "definition-ref":
            return self._referred(schema["schema_ref"])
        if kind.startswith("function-"):
            return self._checked_by_code(schema)
        return _READERS[kind](self, schema)

    def _referred(self, name: str) -> Strategy:
        return JSON if name.startswith("pydantic.types.JsonValue") else self.values(self._definitions[name])

    def _checked_by_code(self, schema: Schema) -> Strategy:
        code = schema["function"]["function"]
        inner = BY_HAND[code] if code in BY_HAND else self.values(schema["schema"])
        if _refers(schema):
            return inner
        accepts = _accepts(schema)
        rule = getattr(code, "__self__", None)
        if isinstance(rule, described_as) and accepts(rule.example):
            inner = st.one_of(st.just(rule.example), inner)
        return inner.filter(accepts)

    def model(self, schema: Schema, always: tuple[str, ...] = ()) -> Strategy:
        """The settings of a model. Values that a validator of the whole model refuses are filtered out."""
        while schema["type"] != "model":
            schema = self._definitions[schema["schema_ref"]] if "schema_ref" in schema else schema["schema"]
        fields = schema["schema"]["fields"]
        model = schema["cls"]
        required = {each["validation_alias"]: each for each in fields.values() if each["schema"]["type"] != "default"}
        optional = {each["validation_alias"]: each for each in fields.values() if each["schema"]["type"] == "default"}

        @st.composite
        def mappings(draw: st.DrawFn) -> dict[str, Any]:
            for _ in range(TRIES):
                said = {name: draw(self.values(field["schema"])) for name, field in required.items()}
                for name in sorted({*always, *draw(_some_of(sorted(optional)))} & optional.keys()):
                    said[name] = draw(self.values(optional[name]["schema"]))
                    for other, values in BESIDE.get(f"{model.__name__}.{name}", {}).items():
                        said[other] = draw(values)
                if _is_valid(model, said):
                    return said
            assume(False)  # noqa: FBT003  # as hypothesis names it
            raise AssertionError

        return mappings()

    def _decimal(self, schema: Schema) -> Strategy:
        return st.decimals(schema["ge"], schema["lt"], places=schema["decimal_places"]).map(str)

    def _text(self, schema: Schema) -> Strategy:
        least, most = schema.get("min_length", 0), schema.get("max_length", 100)
        if "pattern" not in schema:
            return st.text(min_size=least, max_size=min(most, 20))
        accepts = _accepts(schema)

        @st.composite
        def texts(draw: st.DrawFn) -> str:
            text = str(draw(st.from_regex(schema["pattern"], fullmatch=True)))
            wanted = draw(st.sampled_from([least, most]))
            longer = _stretched(text, wanted, draw(st.integers(0, max(len(text) - 1, 0))))
            return longer if accepts(longer) else text

        return texts().filter(accepts)

    def _number(self, schema: Schema) -> Strategy:
        return st.integers(schema.get("ge"), schema.get("le"))

    def _mapping(self, schema: Schema) -> Strategy:
        return st.dictionaries(
            self.values(schema["keys_schema"]), self.values(schema["values_schema"]), max_size=FEW, min_size=0
        )

    def _list(self, schema: Schema) -> Strategy:
        [items] = schema["items_schema"]
        return st.lists(self.values(items), min_size=schema.get("min_length", 0), max_size=FEW)

    def _union(self, schema: Schema) -> Strategy:
        return st.one_of(*(self.values(each[0] if isinstance(each, tuple) else each) for each in schema["choices"]))

    def _tagged(self, schema: Schema) -> Strategy:
        members = {tag: self.values(each) for tag, each in schema["choices"].items()}
        return st.one_of(*(st.builds(_tagged, st.just(tag), each) for tag, each in members.items()))

    def _chain(self, schema: Schema) -> Strategy:
        return self.values(schema["steps"][0]).filter(_accepts(schema))

    def _literal(self, schema: Schema) -> Strategy:
        return st.sampled_from(schema["expected"])

    def _switch(self, _: Schema) -> Strategy:
        return st.booleans()


_READERS: dict[str, Callable[[_Reader, Schema], Strategy]] = {
    "model": _Reader.model,
    "str": _Reader._text,
    "int": _Reader._number,
    "decimal": _Reader._decimal,
    "bool": _Reader._switch,
    "literal": _Reader._literal,
    "dict": _Reader._mapping,
    "tuple": _Reader._list,
    "chain": _Reader._chain,
    "union": _Reader._union,
    "tagged-union": _Reader._tagged,
}

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()),
    lambda inner: st.lists(inner, max_size=FEW) | st.dictionaries(st.text(), inner, max_size=FEW),
    max_leaves=5,
)


def _some_of(names: list[str]) -> Strategy:
    return st.lists(st.sampled_from(names), unique=True, max_size=MOST_AT_ONCE) if names else st.just([])


def _tagged(kind: str, app: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, **app}


def _stretched(text: str, length: int, place: int) -> str:
    """The text extended by one of its characters to the wanted length."""
    if not text or len(text) >= length:
        return text
    return text[:place] + text[place] * (length - len(text) + 1) + text[place + 1 :]


def _accepts(schema: Schema) -> Callable[[Any], bool]:
    validator = SchemaValidator(schema)

    def accepts(value: Any) -> bool:
        try:
            validator.validate_python(value)
        except ValidationError:
            return False
        return True

    return accepts


def _is_valid(model: type[Model], said: dict[str, Any]) -> bool:
    try:
        model.model_validate(said, by_alias=True, by_name=False)
    except ValidationError:
        return False
    return True


def _refers(schema: Any) -> bool:
    """True if a part of the schema is a reference or a model. Those are validated separately."""
    if isinstance(schema, dict):
        return schema.get("type") in ("definition-ref", "model") or any(
            _refers(each) for key, each in schema.items() if key not in ("metadata", "function", "serialization")
        )
    return isinstance(schema, list | tuple) and any(map(_refers, schema))
