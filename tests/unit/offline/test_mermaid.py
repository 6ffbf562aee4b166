from offline.mermaid import mermaid
from offline.picture import Arrow, Node, Picture

PICTURE = Picture(
    {"shop": [Node("shop/end", "end", "exposed"), Node("shop/api", "api", "app")], "empty": []},
    [Node("world", "outside the cluster", "world"), Node("10.0.0.0/8", "10.0.0.0/8", "outside")],
    [Arrow("world", "shop/end", "ingress"), Arrow("shop/end", "shop/api", "80, 53/UDP")],
)


def test_a_picture_is_a_flowchart_whose_names_mean_nothing_to_mermaid() -> None:
    assert mermaid(PICTURE) == (
        "flowchart LR\n"
        '  subgraph s0 ["shop"]\n'
        '    n0["end"]:::exposed\n'
        '    n1["api"]\n'
        "  end\n"
        '  subgraph s1 ["empty"]\n'
        "  end\n"
        '  n2(["outside the cluster"])\n'
        '  n3{{"10.0.0.0/8"}}\n'
        '  n2 -- "ingress" --> n0\n'
        '  n0 -- "80, 53/UDP" --> n1\n'
        "  classDef exposed fill:#fde68a,stroke:#b45309,color:#451a03\n"
    )
