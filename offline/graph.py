"""`make graph`: the connections of a stack, as Markdown with Mermaid and as SVG."""

import argparse
import sys
from pathlib import Path

import pulumi

from offline.mermaid import mermaid
from offline.out_folder import Unwritable, out_folder
from offline.picture import Picture
from offline.settings import recorded_settings
from offline.stack_argument import stack_argument
from offline.svg import svg
from slipway.settings.engine_yaml import Unreadable
from slipway.topology.apps import Graph

BEGIN, END = "<!-- written by `make graph` -->\n", "<!-- end of what is written -->\n"


def picture(stack: str, file: Path | None = None) -> Picture:
    """The picture of a stack. Raises as `recorded_settings` does."""
    return Picture.of(Graph.of(recorded_settings(stack, file)))


def block(drawn: Picture) -> str:
    """The picture as a block of Markdown."""
    return f"```mermaid\n{mermaid(drawn)}```\n"


def renewed(page: str, drawn: Picture) -> str:
    """The page with this picture instead of the old one."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Unwritable(f"expected the lines {BEGIN.strip()} and {END.strip()} in the page")
    return f"{before}{begin}{block(drawn)}{end}{after}"


def renew(page: Path, drawn: Picture) -> Path:
    """Replace the picture of a page. Raises Unwritable if the page has no picture or cannot be written."""
    try:
        page.write_text(renewed(page.read_text(), drawn))
    except (OSError, UnicodeDecodeError) as error:
        raise Unwritable(
            f"cannot update {page}: {getattr(error, 'strerror', None) or 'it is no text file in UTF-8'}"
        ) from None
    return page


def draw(drawn: Picture, stack: str, out: Path) -> list[Path]:
    """Write the picture in both forms to a folder that is new, empty, or written by an earlier run."""
    title = f"Connections of {stack}"
    contents = {f"network-{stack}.md": f"# {title}\n\n{block(drawn)}", f"network-{stack}.svg": svg(drawn, title)}
    with out_folder(out):
        for name, content in contents.items():
            (out / name).write_text(content)
    return [out / name for name in contents]


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 on success, 1 if the stack is refused, 2 for wrong arguments."""
    parser = argparse.ArgumentParser(prog="python -m offline.graph", description=__doc__)
    parser.add_argument(
        "stack", type=stack_argument, help="the stack whose Pulumi.<stack>.yaml is drawn, for example prod"
    )
    parser.add_argument("out", type=Path, help="the output folder: new, empty, or written by an earlier run")
    parser.add_argument("--page", type=Path, help="a page of Markdown whose picture is updated too")
    options = parser.parse_args(arguments)
    try:
        drawn = picture(options.stack)
        files = draw(drawn, options.stack, options.out)
        if options.page:
            files.append(renew(options.page, drawn))
    except (pulumi.RunError, Unreadable, Unwritable) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"wrote {', '.join(map(str, files))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
