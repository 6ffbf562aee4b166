import itertools

import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings
from slipway.settings.variables import Circle, in_order, is_plain, references


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("amqp://$(USER):$(PASSWORD)@mq", ["USER", "PASSWORD"]),
        ("$$(USER)", []),  # the text $(USER)
        ("$$$(USER)", ["USER"]),  # a dollar sign, and the value
        ("$USER ${USER} $(", []),  # shells read these, Kubernetes does not
        ("$(date +%s)", []),  # no name
        ("$(my.dotted-name)", ["my.dotted-name"]),
        ("plain", []),
    ],
)
def test_references_are_read_as_the_kubelet_reads_them(text: str, names: list[str]) -> None:
    assert references(text) == names


def test_a_known_variable_may_have_a_name_that_looks_like_none() -> None:
    assert references("$(date +%s) $(A)", ["date +%s"]) == ["date +%s", "A"]


def test_a_text_in_which_anything_is_replaced_is_not_plain() -> None:
    assert [is_plain(each) for each in ("a$b", "$(A)", "$$(A)")] == [True, False, False]


def test_a_variable_comes_after_those_it_refers_to_and_the_others_stay_where_they_are() -> None:
    values = {"A": "$(Z)", "B": "b", "C": "c", "Z": "$(Y)"}

    assert in_order(["A", "B", "C", "Y", "Z"], values) == ["B", "C", "Y", "Z", "A"]


def test_without_references_the_order_is_untouched() -> None:
    names = [f"V{number}" for number in (3, 1, 2)]

    assert in_order(names, dict.fromkeys(names, "x")) == names


def test_a_chain_of_any_length_is_put_in_order() -> None:
    names = [f"V{number:04}" for number in range(3000)]
    values = {one: f"$({other})" for one, other in itertools.pairwise(names)}

    assert in_order(names, values) == names[::-1]


def test_a_circle_is_told_with_its_path() -> None:
    with pytest.raises(Circle, match=r"^A refers to B, B refers to C, C refers to A$"):
        in_order("ABC", {"A": "$(B)", "B": "$(C)", "C": "$(A)"})


def test_a_container_refuses_a_circle_in_its_variables() -> None:
    with pytest.raises(ValidationError, match="do not refer to each other in a circle; A refers to B, B refers to A"):
        ContainerSettings(image="nginx:1.29", env={"A": "$(B)", "B": "$(A)"})
