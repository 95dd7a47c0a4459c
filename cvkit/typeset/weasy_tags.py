"""Finish the tags of a PDF by WeasyPrint: list bodies, footers as artifacts, names of links, language of passages.

WeasyPrint 70 leaves these undone. They are done on the objects of the PDF, which pydyf holds, before it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PRINT = 4
"""The annotation flag by which what is on the screen is on paper, too."""
_FOOTER = [b"/Artifact", b"<</Type /Pagination /Subtype /Footer>>", b"BDC"]


def drop_inner_links(document: Any) -> None:
    """Keep of each link the one area of its `<a>`; WeasyPrint adds another for each element within."""
    for page in document.pages:
        page.links = [link for link in page.links if link[-1].element is not None and link[-1].element.tag == "a"]


def finish(document: Any, pdf: Any) -> None:
    """Finish the tags of a document that WeasyPrint has drawn; it is given to `write_pdf` as the finisher.

    An attribute `data-of` of an element says what its links belong to, and `lang` the language of its text.
    """
    tags = _Tags(pdf)
    tags.wrap_list_bodies()
    marks: dict[bytes, list[tuple[int, Any]]] = {reference: [] for reference in pdf.page_references}
    for mark, element in tags.leaves(tags.root):
        marks[element["Pg"]].append((mark, element))
    for number, (page, reference) in enumerate(zip(document.pages, pdf.page_references, strict=True)):
        tags.make_artifacts(number, {mark for mark, _ in marks[reference]})
        boxes = list(_boxes(page._page_box))
        _name_links(boxes)
        _set_languages(boxes, marks[reference])


class _Tags:
    """The structure tree of a PDF: its elements by reference, each with its kids `K`."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        found: list[Any] = [
            made for made in pdf.objects if isinstance(made, dict) and made.get("Type") == "/StructElem"
        ]
        self.elements = {made.reference: made for made in found}
        self.root = next(made for made in found if made["S"] == "/Document")

    def leaves(self, element: Any) -> Iterator[tuple[int, Any]]:
        """Every piece of marked content in reading order: its number on its page, and the element that holds it."""
        for kid in element["K"]:
            if isinstance(kid, int):
                yield kid, element
            elif kid in self.elements:
                yield from self.leaves(self.elements[kid])

    def wrap_list_bodies(self) -> None:
        """Put what a list item holds besides its label into one body."""
        import pydyf

        for item in [made for made in self.elements.values() if made["S"] == "/LI"]:
            labels = [kid for kid in item["K"] if self.elements[kid]["S"] == "/Lbl"]
            loose = [kid for kid in item["K"] if kid not in labels]
            if [self.elements[kid]["S"] for kid in loose] == ["/LBody"]:
                continue
            body = pydyf.Dictionary(
                {key: item[key] for key in ("Type", "Pg")}
                | {"S": "/LBody", "P": item.reference, "K": pydyf.Array(loose)}
            )
            self.pdf.add_object(body)
            self.elements[body.reference] = body
            for kid in loose:
                element = self.elements[kid]
                element["P"] = body.reference
                if element["S"] == "/LBody":
                    element["S"] = "/Div"
            item["K"] = pydyf.Array([*labels, body.reference])

    def make_artifacts(self, number: int, read: set[int]) -> None:
        """Make artifacts of the marked content of a page that stands nowhere in the tree: its footer."""
        page = self.pdf.objects[self.pdf.pages["Kids"][3 * number]]
        tokens = self.pdf.objects[int(page["Contents"].split()[0])].stream
        tree = self.pdf.objects[int(self._root()["ParentTree"].split()[0])]
        owners = tree["Nums"][2 * number + 1]
        for at, token in enumerate(tokens):
            if token == b"BDC" and (mark := tokens[at - 1]["MCID"]) not in read:
                tokens[at - 2 : at + 1] = _FOOTER
                owners[mark] = "null"

    def _root(self) -> Any:
        return self.pdf.objects[int(self.pdf.catalog["StructTreeRoot"].split()[0])]


def _boxes(box: Any) -> Iterator[Any]:
    """A box and all in it, in the order in which they are tagged; not the margins of the page."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.MarginBox):
        return
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _name_links(boxes: list[Any]) -> None:
    """Say what each link is called where it is heard alone: its text, and what it belongs to."""
    belongs = {
        link: f": {owner}"
        for box in boxes
        if box.element is not None and (owner := box.element.get("data-of"))
        for link in box.element.iter("a")
    }
    for box in boxes:
        if annotation := box.link_annotation:
            text = " ".join("".join(box.element.itertext()).split())
            annotation["F"] = PRINT
            annotation["Contents"] = _string(text + belongs.get(box.element, ""))


def _set_languages(page_boxes: list[Any], marks: list[tuple[int, Any]]) -> None:
    """Give the elements of texts that stand in another language than the document their own."""
    from weasyprint.formatting_structure import boxes

    language = page_boxes[0].style["lang"]
    drawn = [box for box in page_boxes if isinstance(box, (boxes.TextBox, boxes.ReplacedBox))]
    for box, (_, element) in zip(drawn, marks, strict=True):
        if box.style["lang"] != language:
            element["Lang"] = _string(box.style["lang"])


def _string(text: str) -> Any:
    import pydyf

    return pydyf.String(text)
