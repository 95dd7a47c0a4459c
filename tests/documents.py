"""Documents made by hand for the tests of renderers: every layout, every slot, every inline node."""

from __future__ import annotations

from datetime import date

from cvkit.view.document import (
    Code,
    ContactLine,
    Detail,
    Document,
    Emph,
    Entry,
    Fact,
    Group,
    Header,
    Inlines,
    Layout,
    Link,
    Math,
    Section,
    Strong,
    Text,
)

HOSTILE = (
    r"& % $ # _ { } ~ ^ \ < > \" ' ` | -- --- ?` !` << >> ,, '' `` [x] *x* a/b=c+d@e:f;g!h?",
    r"\input{/etc/passwd} \write18{id} \end{document} ^^41 \csname x\endcsname %comment",
    "<script>alert(1)</script> <!-- --> ]]> &amp; {{ 7*7 }} {% raw %} {# c #}",
    "Halıcıoğlu Łukasz Ærøskøbing Straße Dvořák İstanbul São œuvre ñ ç ő ű ș ț ż",
    "fi fl ffi ffl ff — – … “quoted” ‘single’ « » „low“ 5.2% 3 × 10⁶ ± ½ © ® ™ § ¶ † ‡ • € £",
    "\tTab  two spaces\u00a0no-break soft\u00adhyphen zero\u200bwidth",
)


def fact(path: str, text: str) -> Inlines:
    """A fact that reads as its text."""
    return (Fact(path, (Text(text),)),)


def example_document(kind: str = "cv") -> Document:
    """A small document that uses every layout and slot."""
    education = Entry(
        path="/education/phd",
        id="phd",
        title=fact("/education/phd/degree", "Ph.D. in Computer Science"),
        organization=fact("/organizations/osu/name", "The Ohio State University"),
        where=fact("/organizations/osu/place", "Columbus, OH"),
        when=(*fact("/education/phd/start", "Aug 2015"), Text(" – "), *fact("/education/phd/end", "May 2021")),
        people=(Text("Advisor: "), Fact("/people/a/name", (Link("https://example.org/a", (Text("Ada Advisor"),)),))),
        note=fact("/education/phd/note", "summa cum laude"),
        body=(fact("/education/phd/highlights/0", "Wrote the thesis in three months."),),
    )
    paper = Entry(
        path="/publications/p1",
        id="p1",
        people=(
            Fact("/publications/p1/authors/0", (Strong((Text("Chaoyue Liu"),)),)),
            Text("*, "),
            *fact("/publications/p1/authors/1", "Like Hui"),
            Text("*"),
        ),
        title=(Fact("/publications/p1/title", (Text("SGD in "), Math(r"O(\sqrt{n})"), Text(" steps & more"))),),
        organization=(Fact("/publications/p1/venue", (Emph((Text("International Conference on Things (ICT)"),)),)),),
        when=fact("/publications/p1/date", "2024"),
        note=fact("/publications/p1/award", "Spotlight, 5.2% of submissions"),
        links=(
            Link("https://example.org/p1.pdf?a=1&b=2#x_y~z%20", fact("/publications/p1/links/0/url", "pdf")),
            Link("https://doi.org/10.1000/182", fact("/publications/p1/ids/doi", "doi:10.1000/182")),
        ),
        details=(
            Detail(
                "Abstract",
                ((Fact("/publications/p1/abstract", (Text("We prove "), Math(r"\|x\|_2 < \epsilon"), Text("."))),),),
            ),
        ),
    )
    sections = (
        Section(
            "interests",
            "Research interests",
            Layout.PROSE,
            (
                Group(
                    "",
                    (
                        Entry(
                            "/person/interests",
                            "interests",
                            body=(
                                (
                                    Fact(
                                        "/person/interests/long",
                                        (
                                            Text("Foundations of "),
                                            Emph((Text("deep learning"),)),
                                            Text(", and "),
                                            Code("code_with{braces}"),
                                            Text("."),
                                        ),
                                    ),
                                ),
                                fact("/person/interests/long", "A second paragraph."),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section("education", "Education", Layout.TIMELINE, (Group("", (education,)),)),
        Section(
            "publications",
            "Publications",
            Layout.REFERENCES,
            (Group("Conference papers", (paper,)),),
            footnote="* equal contribution",
        ),
        Section(
            "talks",
            "Talks",
            Layout.LINES,
            (
                Group(
                    "",
                    tuple(
                        Entry(
                            f"/talks/t{n}",
                            f"t{n}",
                            title=fact(f"/talks/t{n}/title", text),
                            organization=fact(f"/talks/t{n}/event", "A seminar"),
                            when=fact(f"/talks/t{n}/date", "Nov 2023"),
                        )
                        for n, text in enumerate(HOSTILE)
                    ),
                ),
            ),
        ),
        Section(
            "service",
            "Service",
            Layout.ROWS,
            (
                Group(
                    "Reviewing",
                    (
                        Entry(
                            "/service/r",
                            "r",
                            title=fact("/service/r/venue", "NeurIPS"),
                            note=fact("/service/r/years", "2018–2023"),
                        ),
                    ),
                ),
            ),
        ),
    )
    return Document(
        name=kind,
        kind=kind,
        title="Curriculum vitae",
        author="Chaoyue Liu",
        language="en",
        as_of=date(2026, 11, 22),
        updated="November 2026",
        header=Header(
            name=fact("/person/name", "Chaoyue Liu"),
            headline=fact("/positions/p/title", "Assistant Professor"),
            affiliation=fact("/organizations/ece/name", "Department of Things, Example University"),
            contacts=(
                ContactLine(
                    "email",
                    (Link("mailto:someone@example.org", fact("/person/contacts/email/value", "someone@example.org")),),
                ),
                ContactLine("phone", fact("/person/contacts/phone/value", "+1 555 555 0100")),
            ),
            links=(Link("https://orcid.org/0000-0002-1825-0097", fact("/person/links/orcid/id", "ORCID")),),
        ),
        sections=sections,
    )
