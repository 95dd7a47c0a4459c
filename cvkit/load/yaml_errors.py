"""The YAML parser's complaints, told again in plain words and at the place to be mended."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from cvkit.load.problems import Problem, shortened
from cvkit.load.scanned import Scanned, before
from cvkit.load.tree import Source, Span

_ENTRY = re.compile(r"\s*(?:- +)*(?P<key>[^\s:#'\"\[{-](?:[^:#]*[^\s:#])?)\s*:(?: +(?P<value>\S.*))?$")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[\w-]+):(?P<value>\S.*)$")
_INDENT_HELP = "start the line in the same column as the keys beside it"
_QUOTE_HELP = "put the whole value between quotes"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser said, and where."""

    said: str
    source: Source
    line: int
    """Counts from 0, as `column` and `opened` do."""
    column: int
    opened: tuple[int, int]
    """Where the thing began that the parser was reading."""
    quoted: Span | None
    """The last quoted text of several lines before it."""

    def at(self, line: int) -> str:
        """The text of a line; none past the end, where the parser finds what is unclosed."""
        return self.source.lines[line] if line < len(self.source.lines) else ""

    @property
    def text(self) -> str:
        return self.at(self.line)

    @property
    def char(self) -> str:
        return self.text[self.column : self.column + 1]

    @property
    def before(self) -> str:
        """The part of the line before the mark, without its indentation."""
        return self.text[: self.column].strip()

    @property
    def scanned(self) -> Scanned:
        """What stands before the mark."""
        return before(self.source, self.line, self.column)

    def previous(self) -> int | None:
        """The nearest line above that says anything."""
        above = range(min(self.line, len(self.source.lines)) - 1, -1, -1)
        return next((number for number in above if self.at(number).partition("#")[0].strip()), None)

    def problem(
        self, message: str, help: str, line: int | None = None, column: int | None = None, width: int = 1
    ) -> Problem:
        """A problem at the mark, or elsewhere."""
        line = self.line if line is None else line
        column = self.column if column is None else column
        return Problem(Span(self.source, line + 1, column + 1, column + 1 + width).place, message, help)

    def whole(self, message: str, help: str, line: int) -> Problem:
        """A problem of a whole line."""
        text = self.at(line)
        start = len(text) - len(text.lstrip())
        return self.problem(message, help, line, start, max(1, len(text.strip())))


def retell(error: yaml.MarkedYAMLError, source: Source, quoted: Span | None) -> Problem:
    """The problem that lies behind an error of libyaml or of PyYAML's own parser."""
    mark, context = error.problem_mark, error.context_mark
    mark = mark or context
    line, column = (mark.line, mark.column) if mark else (0, 0)
    opened = (context.line, context.column) if context else (line, column)
    said = f"{error.context or ''}: {error.problem or ''}"
    complaint = _Complaint(said, source, line, column, opened, quoted)
    return next(
        (problem for pattern, tell in _TELLERS if re.search(pattern, said) and (problem := tell(complaint))),
        complaint.whole("this is not YAML", "check the indentation, quotes and brackets here and above", line),
    )


def _tab(complaint: _Complaint) -> Problem | None:
    if "\t" not in (complaint.char, complaint.text[:1]):
        return None
    return complaint.problem("a tab cannot indent a line in YAML", "replace it by spaces, two for each level")


def _reserved_start(complaint: _Complaint) -> Problem:
    char = "a backtick" if complaint.char == "`" else f"`{complaint.char}`"
    value = shortened(complaint.text[complaint.column :].strip(), 40)
    return complaint.problem(f"a value cannot begin with {char}", f'put quotes around it: "{value}"')


def _second_colon(complaint: _Complaint) -> Problem:
    """`mapping values are not allowed`: a colon inside a value, or a line above that is no key."""
    text, column = complaint.text, complaint.column
    entry = _ENTRY.match(text)
    if entry and entry["value"] and entry.start("value") <= column:
        start, value = entry.start("value"), entry["value"].rstrip()
        quote = "'" if '"' in value else '"'
        shown = f"{quote}{value}{quote}" if len(value) <= 50 else f"{quote}{value[:30]}…{quote}"
        return complaint.problem(
            "this value has a colon and a space in it, which would begin another key",
            f"put quotes around it: `{entry['key']}: {shown}`",
            column=start,
            width=len(value),
        )
    previous = complaint.previous()
    above = complaint.at(previous) if previous is not None else ""
    if previous is not None and (found := _NO_SPACE.match(above)):
        return complaint.problem(
            f"there is no space after the colon of `{found['key']}`",
            f"write `{found['key']}: {shortened(found['value'], 40)}`",
            previous,
            found.start("value") - 1,
        )
    if previous is not None and ": " not in above and not above.rstrip().endswith(":"):
        return complaint.whole("there is no colon in this line", "write it as `key: value`", previous)
    return complaint.whole(
        "this line is indented deeper than the line above allows",
        f"{_INDENT_HELP}; a long value that goes on here needs quotes",
        complaint.line,
    )


def _no_colon(complaint: _Complaint) -> Problem:
    line = complaint.opened[0]
    among_items = line > 0 and complaint.at(line - 1).lstrip().startswith("- ")
    remedy = "begin it with `- `, as the line above, or write it as" if among_items else "write it as"
    return complaint.whole("there is no colon in this line", f"{remedy} `key: value`", line)


def _stray(complaint: _Complaint) -> Problem:
    """`did not find expected key`: something after a complete value, or a line whose indentation fits nothing."""
    text, char, before = complaint.text, complaint.char, complaint.before
    if complaint.quoted and complaint.quoted.line <= complaint.line and before:
        return Problem(
            complaint.quoted.place,
            f"the quote that opens here is closed only in line {complaint.line + 1}",
            "close it where the text ends; inside '…', an apostrophe is written twice",
        )
    if not before and (cut := complaint.scanned.cut):
        return Problem(
            cut.span.place,
            f"what follows ` #` is a comment, which ends the value; line {complaint.line + 1} cannot go on with it",
            f"put quotes around the value, as in `{cut.quoted()}`, up to where it ends",
        )
    if not before:
        if char == "-":
            remedy = "indent it below the key that it belongs to"
            return complaint.whole("a list item stands where a key is expected", remedy, complaint.line)
        return complaint.whole("the indentation of this line fits no line above it", _INDENT_HELP, complaint.line)
    value = _ENTRY.match(text)
    opening = value["value"][:1] if value and value["value"] else before.lstrip("- ")[:1]
    if char in "]}" and char:
        return complaint.problem(f"there is a `{char}` too many", "delete it, or put quotes around the value")
    remedies = {
        "'": "inside '…', an apostrophe is written twice: 'it''s'",
        '"': r'inside "…", a quote is written \"; or put the whole value between single quotes',
        "*": 'for text that begins with `*`, put quotes around it: "*…"',
        "&": 'for text that begins with `&`, put quotes around it: "&…"',
        "!": 'for text that begins with `!`, put quotes around it: "!…"',
    }
    what = {"'": "the closing quote", '"': "the closing quote", "[": "the closing bracket", "{": "the closing bracket"}
    width = max(1, len(text.rstrip()) - complaint.column)
    message = f"there is text after {what.get(opening, 'the end of the value')}"
    return complaint.problem(message, remedies.get(opening, _QUOTE_HELP), width=width)


def _not_an_item(complaint: _Complaint) -> Problem:
    if complaint.before:
        return _stray(complaint)
    return complaint.whole(
        "this line stands among list items and does not fit",
        f"begin it with `- `, or indent it as the list in line {complaint.opened[0] + 1} needs",
        complaint.line,
    )


def _unclosed_quote(complaint: _Complaint) -> Problem:
    line, column = complaint.opened
    return complaint.problem("this quote is never closed", "close it where the text ends", line, column)


def _unclosed_bracket(complaint: _Complaint) -> Problem | None:
    bracket, cut = complaint.scanned
    line, column = bracket or complaint.opened
    opening = complaint.at(line)[column : column + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        return None
    at_end = complaint.line >= len(complaint.source.lines) - 1 and not complaint.text.strip()
    where = "by the end of the file" if at_end else f"by line {complaint.line + 1}"
    if cut:
        return complaint.problem(
            f"this `{opening}` is not closed {where}, as what follows ` #` in line {cut.span.line} is a comment",
            f"if it belongs to the value, put quotes around that: `{cut.quoted(in_flow=True)}`",
            line,
            column,
        )
    if complaint.line == line:
        return complaint.problem(
            f"there is no `,` or `{closing}` here",
            f"put commas between items and `{closing}` at the end; for text that begins with `{opening}`, use quotes",
        )
    return complaint.problem(
        f"this `{opening}` is not closed {where}",
        f"add `{closing}` where the items end; for text that begins with `{opening}`, put quotes around it",
        line,
        column,
    )


def _missing_content(complaint: _Complaint) -> Problem | None:
    if complaint.char and complaint.char in ",]}":
        message = f"there is nothing before this `{complaint.char}`"
        return complaint.problem(message, "delete it, or put quotes around the value")
    return _unclosed_bracket(complaint)


def _escape(complaint: _Complaint) -> Problem:
    # libyaml marks the backslash and PyYAML the letter after it.
    column = complaint.text.rfind("\\", 0, complaint.column + 1)
    shown = complaint.text[column : column + 2]
    return complaint.problem(
        f'inside "…", `{shown}` means nothing',
        f"write the backslash twice (`\\{shown}`), or use single quotes, which leave it alone",
        column=max(column, 0),
        width=2,
    )


def _block_header(complaint: _Complaint) -> Problem:
    line, column = complaint.opened
    char = complaint.at(line)[column : column + 1]
    return complaint.problem(
        f"`{char}` opens a text that begins on the next line",
        f"put quotes around the value, or start a new line after `{char}`",
        line,
        column,
    )


def _misplaced_dash(complaint: _Complaint) -> Problem:
    remedy = "start a new line before the `- `, or put quotes around the value"
    return complaint.problem("a list cannot begin in the line of its key", remedy)


def _misplaced_question(complaint: _Complaint) -> Problem:
    return complaint.problem("a value cannot begin with `? `", _QUOTE_HELP)


def _name_expected(complaint: _Complaint) -> Problem:
    line, column = complaint.opened
    char = complaint.at(line)[column : column + 1]
    return complaint.problem(f"a value cannot begin with `{char}`", f'put quotes around it: "{char}…"', line, column)


def _directive(complaint: _Complaint) -> Problem:
    return complaint.whole("a profile has no use for lines that begin with `%`", "delete the line", complaint.line)


def _after_end(complaint: _Complaint) -> Problem:
    remedy = "remove the `...`: a profile is one document"
    return complaint.whole("the profile has ended above this line", remedy, complaint.line)


_TELLERS: tuple[tuple[str, Callable[[_Complaint], Problem | None]], ...] = (
    (r"\btab\b|cannot start any token", _tab),
    (r"cannot start any token", _reserved_start),
    (r"mapping values are not allowed", _second_colon),
    (r"could not find expected ':'", _no_colon),
    (r"quoted scalar: found unexpected (end of stream|document)", _unclosed_quote),
    (r"expected ',' or '[\]}]'", _unclosed_bracket),
    (r"quoted scalar: (found (unknown|invalid)|(did not find )?expected)", _escape),
    (r"block scalar", _block_header),
    (r"sequence entries are not allowed", _misplaced_dash),
    (r"mapping keys are not allowed", _misplaced_question),
    (r"(scanning|parsing) (an alias|an anchor|a tag)", _name_expected),
    (r"flow node|expected (the )?node content", _missing_content),
    (r"block collection", _not_an_item),
    (r"block mapping", _stray),
    (r"directive|YAML document|YAML directive", _directive),
    (r"document start", _after_end),
)
