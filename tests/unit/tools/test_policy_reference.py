from policies.evaluation import ALL
from tools.policy_reference import BEGIN, END, FILE, fresh, table


def test_everything_but_the_table_stays_as_it_is() -> None:
    page = f"# Policies\n\n{BEGIN}\nstale\n{END}\n\nmore\n"

    assert fresh(page) == f"# Policies\n\n{BEGIN}\n{table()}\n{END}\n\nmore\n"
    assert fresh(fresh(page)) == fresh(page)


def test_every_rule_is_a_row_of_four_cells_whatever_stands_in_its_words() -> None:
    rows = table().splitlines()[2:]

    assert [row.split("`")[1] for row in rows] == [rule.name for rule in ALL]
    for row in rows:
        assert len(row.replace("\\|", "").split("|")) == 6, row
        assert "<" not in row, "it would be taken for a tag of HTML"


def test_the_page_has_a_place_for_it() -> None:
    page = FILE.read_text()

    assert page.count(BEGIN) == page.count(END) == 1
    assert page.index(BEGIN) < page.index(END)
