"""A site made by hand for the tests of what machines read: every kind of page, record and identifier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cvkit.view.document import (
    Author,
    Citation,
    ContactLine,
    Document,
    Entry,
    Event,
    Group,
    Header,
    Identity,
    Layout,
    Link,
    Math,
    Page,
    Party,
    Record,
    Role,
    Section,
    Setting,
    Site,
    Text,
)
from documents import fact

ADDRESS = "https://maren.example.org"
OWN = Author("Maren", "Okafor", "Maren Okafor", own=True)
TULLY = Author("Jonas", "van der Tully", "Jonas van der Tully", url="https://example.net/tully")
TEAM = Author("The Lantern Team", "", "The Lantern Team")

UNIVERSITY = Party("Northfield University", "https://northfield.example.edu/")
LAB = Party("Institute for Tides & Waves", "https://tides.example.edu/")

JOURNAL = Citation(
    key="tides",
    kind="journal",
    status="published",
    title=r"Tidal SGD in $O(\sqrt{n})$ steps: A study of Bayesian harbours & more",
    authors=(OWN, TULLY, TEAM),
    date="2024-08-15",
    venue="Journal of Applied Oceanography",
    venue_short="JAO",
    volume="12",
    number="3",
    pages="85–116",
    publisher="Harbour Press",
    ids={"doi": "10.1234/jao.2024_85", "arxiv": "2306.04815", "pmid": "1234567"},
    links={"pdf": f"{ADDRESS}/tides.pdf", "code": "https://code.example.org/tides"},
    abstract=r"We bound $\|x\|_2 < \epsilon$ for 5\$ a tide.",
    language="en",
)
CONFERENCE = Citation(
    key="lighthouse",
    kind="conference",
    status="accepted",
    title="Learning to Keep a Lighthouse",
    authors=(Author("Łukasz", "Ærøskøbing-Straße", "Łukasz Ærøskøbing-Straße"), OWN),
    date="2026-07",
    venue="International Conference on Harbour Learning",
    venue_short="ICHL",
    editors=(Author("Ada", "Dvořák", "Ada Dvořák"),),
    links={"page": "https://ichl.example.org/1?a=b&c=d_e%20f"},
)
PREPRINT = Citation(
    key="foghorns",
    kind="preprint",
    status="preprint",
    title="On foghorns",
    authors=(OWN,),
    date="2025",
    ids={"arxiv": "2501.00001"},
    links={"pdf": "https://arxiv.org/pdf/2501.00001"},
)
THESIS = Citation(
    key="thesis",
    kind="thesis",
    status="published",
    title="Waves and Their Optimizers",
    authors=(OWN,),
    date="2021-05",
    institution="Northfield University",
    degree="Ph.D.",
)
CITATIONS = (JOURNAL, CONFERENCE, PREPRINT, THESIS)

COMING = Event(
    uid="storms@cvkit",
    title="Storms, and $n$ ways to wait",
    date="2026-12-03",
    start="11:45",
    end="12:45",
    zone="America/New_York",
    series="Harbour Seminar",
    location="Room 7, Quay Hall",
    join="https://meet.example.org/storms",
    abstract="We wait.",
    speaker="Maren Okafor",
)
GIVEN = Event(uid="calm@cvkit", title="Calm", date="2023-11", location="Northfield", speaker="Maren Okafor")

POSITION = Role("Assistant Professor", (LAB, UNIVERSITY), start="2024-08")
FORMER = Role("Research Assistant", (UNIVERSITY,), start="2019-09", end="2021-05", note="part time")
DEGREE = Role("Ph.D.", (UNIVERSITY,), start="2016-09", end="2021-05", field="Oceanography")
HONOR = Role("Golden Buoy", (Party("Society of Keepers"),), start="2022", end="2022", note="$500")
SERVICE = Role("", (Party("ICHL"),), start="2022", end="2025")
LEFT = Role("Ph.D.", (Party("Southbay College"),), start="2014", end="2016", field="Physics")


def entry(section: str, key: str, record: Record, *, text: str = "", page: str = "") -> Entry:
    """An entry that shows the title of its record."""
    title = text or getattr(record, "title", "")
    path = f"/{section}/{key}"
    return Entry(path, f"{section}-{key}", title=fact(f"{path}/title", title), record=record, page=page)


def section(name: str, *entries: Entry) -> Section:
    """A section with one group."""
    return Section(name, name.capitalize(), Layout.LINES, (Group("", entries),))


NEWS = section(
    "news",
    entry(
        "news",
        "lighthouse",
        CONFERENCE,
        text="A paper on lighthouses is to appear.",
        page="publications/lighthouse.html",
    ),
    entry("news", "position", POSITION, text="I joined the Institute for Tides & Waves <today>."),
    entry("news", "buoy", HONOR, text="I was given the Golden Buoy."),
)
HEADER = Header(
    name=fact("/person/name", "Maren Okafor"),
    headline=fact("/positions/institute/title", "Assistant Professor"),
    affiliation=fact("/positions/institute/organizations", "Institute for Tides & Waves, Northfield University"),
    contacts=(
        ContactLine(
            "email",
            (Link("mailto:maren@example.org", fact("/person/contacts/mail/value", "maren@example.org")),),
        ),
        ContactLine("office", (*fact("/person/contacts/office/value", "Quay Hall 7, Northfield"), Text(" (office)"))),
    ),
    links=(
        Link("https://maren.example.net/", fact("/person/links/home/url", "Homepage")),
        Link("https://orcid.org/0000-0002-1825-0097", fact("/person/links/orcid/id", "ORCID")),
        Link("https://code.example.org/maren", fact("/person/links/code/id", 'The "Code", etc.')),
    ),
    photo="photo.jpg",
    identity=Identity(
        given="Maren",
        family="Okafor",
        native="Maren Ọ́kàfọ̀",
        email="maren@example.org",
        orcid="0000-0002-1825-0097",
        roles=(POSITION,),
        alumni_of=(UNIVERSITY,),
    ),
)


def document(title: str, *sections: Section, kind: str = "site", url: str = ADDRESS) -> Document:
    """A document of the site."""
    return Document(
        name=kind,
        kind=kind,
        title=title,
        author="Maren Okafor",
        language="en",
        as_of=date(2026, 11, 22),
        updated="November 2026",
        header=HEADER,
        sections=sections,
        setting=Setting(url=url),
        keywords=("tides", "optimization"),
    )


def example_site(url: str = ADDRESS, *, citations: tuple[Citation, ...] = CITATIONS) -> Site:
    """A site with a page of each kind; at no known address where `url` is empty."""
    works = section("publications", *(entry("publications", work.key, work) for work in citations))
    interests = Section(
        "interests",
        "Interests",
        Layout.PROSE,
        (Group("", (Entry("/person/interests", "interests-text", body=((Text("Tides in "), Math("R^n")),)),)),),
    )
    talks = section("talks", entry("talks", "storms", COMING), entry("talks", "calm", GIVEN))
    career = (
        section("positions", entry("positions", "institute", POSITION), entry("positions", "former", FORMER)),
        section(
            "education",
            entry("education", "phd", DEGREE, text="Ph.D. in Oceanography"),
            entry("education", "left", LEFT, text="Ph.D. student in Physics"),
        ),
        section("honors", entry("honors", "buoy", HONOR)),
        replace(
            section("service"),
            groups=(
                Group("Reviewing", (replace(entry("service", "ichl", SERVICE), note=fact("/years", "2022, 2025")),)),
            ),
        ),
    )
    chosen = replace(works, groups=(Group("", tuple(works.entries)[:1]),))
    pages = [
        Page("index.html", "home", document("Maren Okafor", interests, NEWS, chosen, talks, *career, url=url)),
        Page("publications.html", "publications", document("Publications", works, url=url)),
        Page("talks.html", "talks", document("Talks", talks, url=url)),
        Page("cv.html", "cv", document("Curriculum vitae", interests, *career, works, talks, url=url)),
        Page("404.html", "missing", document("Not found", url=url)),
    ]
    pages += (
        Page(
            f"publications/{work.key}.html",
            "publication",
            document(work.title, section("publications", entry("publications", work.key, work)), url=url),
        )
        for work in citations
    )
    return Site(tuple(pages), url=url)


def page_of(site: Site, key: str) -> Page:
    """The page of a publication."""
    return next(page for page in site.pages if page.path == f"publications/{key}.html")
