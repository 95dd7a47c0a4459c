"""The semantic macros of a CV's LaTeX source, which the style files in templates/latex draw."""

from __future__ import annotations

from collections.abc import Mapping

from pylatex import NoEscape
from pylatex.base_classes import CommandBase


class CvCommand(CommandBase):  # type: ignore[misc]  # PyLaTeX has no types
    """A macro of the style files with positional arguments, which are TeX already."""

    def __init__(self, *arguments: str) -> None:
        super().__init__(arguments=[NoEscape(argument) for argument in arguments])


class CvSlots(CommandBase):  # type: ignore[misc]  # PyLaTeX has no types
    """A macro of the style files with named slots, one a line; those that are empty are left out."""

    def __init__(self, slots: Mapping[str, str]) -> None:
        super().__init__()
        self.slots = {name: value for name, value in slots.items() if value}

    def dumps(self) -> str:
        """The call as TeX source."""
        lines = (f"  {name} = {{{value}}},\n" for name, value in self.slots.items())
        return f"\\{self.latex_name}{{\n{''.join(lines)}}}"


class CvCharacter(CvCommand):
    """How to build a character that the fonts may lack."""

    _latex_name = "cvcharacter"


class CvScript(CvCommand):
    """A script beyond pdfTeX, and the code points of it that occur."""

    _latex_name = "cvscript"


class CvSetup(CvSlots):
    """What the document is, for its metadata and its footer, and what its recipe asks of the style."""

    _latex_name = "cvsetup"


class CvHeader(CvSlots):
    """The person's name and how to reach them."""

    _latex_name = "cvheader"


class CvNative(CvCommand):
    """A name in its own script, after the name."""

    _latex_name = "cvnative"


class CvSection(CvCommand):
    """A section's fragment and heading."""

    _latex_name = "cvsection"


class CvGroup(CvCommand):
    """A heading within a section."""

    _latex_name = "cvgroup"


class CvFootnote(CvCommand):
    """An explanation of the marks used in a section."""

    _latex_name = "cvfootnote"


class CvProse(CvSlots):
    """Running paragraphs."""

    _latex_name = "cvprose"


class CvEntry(CvSlots):
    """A position or degree."""

    _latex_name = "cventry"


class CvReference(CvSlots):
    """A publication."""

    _latex_name = "cvreference"


class CvLine(CvSlots):
    """One dated line."""

    _latex_name = "cvline"


class CvRow(CvSlots):
    """A label and its values."""

    _latex_name = "cvrow"
