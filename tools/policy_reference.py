"""Writes the table of docs/policies.md from the rules."""

from policies.evaluation import ALL
from policies.rule import About
from tools.layout import PROJECT

FILE = PROJECT / "docs" / "policies.md"
BEGIN, END = "<!-- the rules -->", "<!-- the end of the rules -->"


def fresh(page: str) -> str:
    """The page with an up-to-date table."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


def table() -> str:
    """The table: one row for each rule, in the order of the catalog."""
    head = ["| rule | requirement | why | fix |", "|---|---|---|---|"]
    return "\n".join([*head, *(_row(rule) for rule in ALL)])


def _row(rule: About) -> str:
    cells = (f"`{rule.name}`", rule.requirement, f"{rule.why} {rule.link}", rule.fix)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def write() -> None:
    """Replaces the table in the file, and nothing else."""
    FILE.write_text(fresh(FILE.read_text()))
