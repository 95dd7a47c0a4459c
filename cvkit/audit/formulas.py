"""Text of a document around its math, which every format draws in its own way."""

from __future__ import annotations

from cvkit.view.document import Code, Inlines, Math, Text


def between_math(inlines: Inlines) -> list[str]:
    """The text of an inline sequence, parted at its math."""
    parts = [""]
    for node in inlines:
        if isinstance(node, Math):
            parts.append("")
        elif isinstance(node, Text | Code):
            parts[-1] += node.text
        else:
            first, *others = between_math(node.children)
            parts[-1] += first
            parts += others
    return parts
