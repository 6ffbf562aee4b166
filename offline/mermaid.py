"""A picture in Mermaid, which GitHub and GitLab draw in Markdown: https://mermaid.js.org/syntax/flowchart.html"""

from offline.picture import Node, Picture

_SHAPES = {
    "app": '["{}"]',
    "exposed": '["{}"]:::exposed',
    "outside": '{{{{"{}"}}}}',
    "world": '(["{}"])',
}


def mermaid(picture: Picture) -> str:
    """A flowchart from left to right: a box for each namespace, exposed apps in colour, outside nodes in other shapes.
    Nodes have numbers as ids, because words such as `end` are keywords of Mermaid.
    """
    names = {
        node.key: f"n{index}"
        for index, node in enumerate(
            [*(node for nodes in picture.namespaces.values() for node in nodes), *picture.others]
        )
    }
    lines = ["flowchart LR"]
    for index, (namespace, nodes) in enumerate(picture.namespaces.items()):
        lines += [f'  subgraph s{index} ["{namespace}"]', *(f"    {_node(names, node)}" for node in nodes), "  end"]
    lines += [f"  {_node(names, node)}" for node in picture.others]
    lines += [f'  {names[each.source]} -- "{each.label}" --> {names[each.target]}' for each in picture.arrows]
    return "\n".join([*lines, "  classDef exposed fill:#fde68a,stroke:#b45309,color:#451a03"]) + "\n"


def _node(names: dict[str, str], node: Node) -> str:
    return names[node.key] + _SHAPES[node.shape].format(node.label)
