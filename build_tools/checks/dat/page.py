"""The page that documents the data: it names every file, column and property, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from build_tools.checks.dat.package import Fault
from build_tools.formats.units import normalise
from build_tools.publication import Publication

Json = dict[str, Any]


def page_faults(
    path: str, data: bytes, package: Json, schema: Json, publication: Publication
) -> Iterator[Fault]:
    """Compare the page with the descriptor and the schema."""

    def fault(problem: str, place: str = "") -> Fault:
        return Fault("DAT-015", path, problem, place)

    try:
        root = html.document_fromstring(data.decode())
    except (UnicodeDecodeError, etree.LxmlError, ValueError) as error:
        yield fault(f"It can't be read: {error}.")
        return
    stamps = [_words(one) for one in root.findall(".//*[@id='stamp']")]
    if stamps != [normalise(str(publication.stamp))]:
        yield fault("It does not bear the stamp.")
    linked = {link.get("href") for link in root.iter("a")}
    paths = {resource["path"] for resource in package["resources"]}
    paths |= {"datapackage.json", "publication.schema.json"}
    for name in sorted(paths - linked):
        yield fault(f"It has no link to '{name}'.")
    shown = dict(_names(root))
    for anchor, names in _said(package, schema).items():
        if (found := shown.get(anchor, [])) != names:
            due = f"should name {', '.join(names)}"
            yield fault(f"It {due} and names {', '.join(found) or 'nothing'}.", f"#{anchor}")


def _said(package: Json, schema: Json) -> Mapping[str, list[str]]:
    """Return what has to be named, by the id of its heading."""
    columns = {
        f"table-{resource['name']}": [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
        if resource.get("type") == "table"
    }
    properties = {
        f"object-{name}": list(one["properties"])
        for name, one in {**schema["$defs"], "publication": schema}.items()
        if "title" in one and "properties" in one
    }
    return {**columns, **properties}


def _names(root: html.HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """Iterate over headings, by id, with the names in the list of definitions below each."""
    for heading in root.iter("h3"):
        after = next(heading.itersiblings("dl", "h3"), None)
        names = after.findall("dt/code") if after is not None else ()
        yield heading.get("id", ""), [_words(name) for name in names]


def _words(element: etree._Element) -> str:
    return normalise("".join(map(str, element.itertext())))
