"""A quota that is too small for those who ask for it, with the figures and the line to write."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from settings.bounds.demand import Demand
from settings.bounds.quota import BOUNDS, QuotaSettings
from settings.mistakes.problems import Problem, path_of
from settings.words.amounts import Amounts, total
from settings.words.quantity import bytes_text, cpu_text, magnitude

_TOLD = 8
"""As many are told with their figures, those that ask for most."""


def shortages(
    path: str, quota: QuotaSettings, demands: Mapping[str, Demand], *, who: str, less: str
) -> Iterator[Problem]:
    """Whatever the quota at `path` bounds too narrowly for all of them together.

    `who` they are (`the apps`), and what else would do (`let the apps ask for less`), stand in the line.
    """
    hard = {name: magnitude(bound) for name, bound in quota.hard().items()}
    needed = total(each.amounts for each in demands.values())
    for setting, names in BOUNDS.items():
        if any(needed.get(name, 0) > hard[name] for name in names if name in hard):
            least = {name: max(needed.get(name, Decimal(0)), hard[name]) for name in names}
            message = (
                f"expected room for {_text(setting, needed)}, which is what {who} may ask for at most: "
                f"{_figures(setting, demands)}; got {_text(setting, hard)}; write {setting}: "
                f"{_text(setting, least)}, or {less}"
            )
            yield Problem(path_of(path, setting), message)


def _figures(setting: str, demands: Mapping[str, Demand]) -> str:
    names = BOUNDS[setting]
    those = [(name, each) for name, each in demands.items() if any(each.amounts.get(amount) for amount in names)]
    those.sort(key=lambda one: [-one[1].amounts.get(amount, Decimal(0)) for amount in names])
    told = [f"{name} {_text(setting, each.amounts)}{_pods(each)}" for name, each in those[:_TOLD]]
    left = len(those) - len(told)
    return ", ".join([*told, *([f"{left} more with less each"] if left else [])])


def _pods(demand: Demand) -> str:
    if demand.regular + demand.surge == 1:
        return ""
    rolling = f" and {demand.surge} of a rollout" if demand.surge else ""
    return f" ({demand.regular} {'pod' if demand.regular == 1 else 'pods'}{rolling})"


def _text(setting: str, amounts: Amounts) -> str:
    """As the setting is written: `request..limit` where they differ."""
    spell = {"cpu": cpu_text, "memory": bytes_text, "storage": bytes_text}.get(setting, str)
    return "..".join(dict.fromkeys(spell(amounts.get(name, Decimal(0))) for name in BOUNDS[setting]))
