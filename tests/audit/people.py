"""Plausible profiles by number: names of many kinds, papers with histories, careers; each the same for ever."""

from __future__ import annotations

from random import Random
from typing import Any

from cvkit.model.consistency import inconsistencies
from cvkit.model.profile import Profile

GIVEN = (
    *(
        "Maren",
        "Jonas",
        "Ada",
        "Noor",
        "Priya",
        "Tomasz",
        "Léa",
        "Søren",
        "Ingrid",
        "Mateo",
        "Yuki",
        "Chen-Wei",
        "Amara",
    ),
    *("Bjørn", "Zoë", "Dmitri", "Fatima", "Hyun-Woo", "Ana Lucía", "Karl-Heinz", "Oluwaseun", "Siobhán", "Wei", "Xin"),
    *("Ravi", "Greta", "Iván", "Nadia", "Omar", "Petra", "Quentin", "Rosa", "Stefan", "Tuğba", "Ulrike", "Viktor"),
    *("James T.", "Mary K.", "R. Bruce", "Anh", "Elif", "Jae", "Li Na", "José", "Michał", "Dragana", "Hugh", "Beatriz"),
)
FAMILY = (
    *("Okafor", "Lindqvist", "van der Berg", "Müller", "Nakamura", "Fernández", "O’Connell", "Kowalczyk", "de la Cruz"),
    *("Ångström", "Petrović", "Zhang", "Li", "Wang", "Nguyễn", "Kim", "Park", "Schmidt-Hartmann", "Dubois", "Rossi"),
    *(
        "Haddad",
        "Novák",
        "Yılmaz",
        "Papadopoulos",
        "Halvorsen",
        "Ferreira",
        "Adeyemi",
        "Sokolov",
        "Whitfield",
        "Brandt",
    ),
    *("Iyer", "Castellanos", "von Stein", "Łukasiewicz", "Moreau", "Eriksson", "Tanaka", "Vasquez", "Thornbury", "Xu"),
)
NATIVE = ({"given": "伟", "family": "张"}, {"given": "美玲", "family": "陈"}, {"given": "민준", "family": "김"})
ADJECTIVES = (
    *(
        "Robust",
        "Sparse",
        "Adaptive",
        "Causal",
        "Scalable",
        "Private",
        "Neural",
        "Hierarchical",
        "Stochastic",
        "Efficient",
    ),
    *("Nonparametric", "Interpretable", "Distributed", "Equivariant", "Multi-scale", "Low-rank", "Online", "Bayesian"),
)
NOUNS = (
    *("Inference", "Optimization", "Representations", "Embeddings", "Estimators", "Bandits", "Transformers", "Kernels"),
    *("Graph Networks", "Gaussian Processes", "Diffusion Models", "Sampling", "Control", "Clustering", "Tokenization"),
    *("Decision Trees", "Autoencoders", "Hash Tables", "Compilers", "Type Systems", "Protein Folding", "Ice Sheets"),
)
TOPICS = (
    *("Tabular Data", "Speech Recognition", "Ocean Currents", "Medical Imaging", "Program Synthesis", "Power Grids"),
    *("Legal Texts", "Satellite Imagery", "Fluid Dynamics", "Social Networks", "Supply Chains", "Drug Discovery"),
    *("Mobile Robots", "Wildfire Spread", "Music Generation", "Crowd Behavior", "Sensor Arrays", "Sign Languages"),
)
FORMS = (
    "{a} {n} for {t}",
    "{n} Meets {t}: {a} Methods and Their Limits",
    "On the {a} Nature of {n} in {t}",
    "Learning {a} {n} from {t}",
    "{a} {n}, {b} {m}, and {t}",
    "A {a} View of {n}: What {t} Can Teach Us",
    "Towards {a} {n} under Distribution Shift in {t}",
    "When Does {a} {n} Help? Evidence from {t}",
    "{n} without Tears: {a} Baselines for {t}",
)
VENUES: dict[str, dict[str, Any]] = {
    "icdl": {"name": "International Conference on Deep Learning", "short": "ICDL", "kind": "conference"},
    "nacs": {"name": "Nordic Advances in Computer Science", "short": "NACS", "kind": "conference"},
    "stat": {
        "name": "Symposium on Statistical Computing",
        "short": "SSC",
        "formerly": [{"name": "Workshop on Statistical Computing", "short": "WSC", "until": "2017-12"}],
        "kind": "conference",
    },
    "jmd": {"name": "Journal of Modern Data Science", "short": "JMDS", "kind": "journal"},
    "tap": {"name": "Transactions on Applied Probability", "kind": "journal"},
    "robo": {"name": "Robotics: Theory and Systems", "short": "RoTS", "kind": "conference"},
    "green": {"name": "ICDL Workshop on Green Machine Learning", "kind": "workshop"},
    "sem": {"name": "Data and Coffee Seminar", "kind": "seminar"},
}
UNIVERSITIES: dict[str, dict[str, Any]] = {
    "northfield": {"name": "Northfield University", "url": "https://northfield.example.org/"},
    "tul": {"name": "Technical University of Lindholm", "short": "TU Lindholm", "place": "Lindholm"},
    "sao": {"name": "Universidade de São Tomé do Vale", "also": "USTV"},
    "harbor": {"name": "Harbor State University", "short": "HSU"},
}
UNITS: dict[str, dict[str, Any]] = {
    "northfield-cs": {"name": "Department of Computer Science", "short": "CS", "parent": "northfield"},
    "tul-math": {"name": "Institute of Mathematics", "parent": "tul"},
    "harbor-stat": {"name": "School of Statistics", "parent": "harbor"},
}
COMPANIES: dict[str, dict[str, Any]] = {
    "kestrel": {"name": "Kestrel Labs"},
    "orbita": {"name": "Orbita", "formerly": [{"name": "Skyline Systems", "until": "2020-06"}]},
    "nsf": {"name": "Nordic Science Foundation", "short": "NSFo"},
}
COURSES = (
    *(
        ("CS 101", "Introduction to Programming"),
        ("CS 448", "Probabilistic Machine Learning"),
        ("MA 230", "Linear Algebra"),
    ),
    *(("ST 512", "Design of Experiments"), ("CS 371", "Operating Systems"), (None, "Reading Seminar on Fairness")),
)
HONORS = (
    *("Best Dissertation Award", "Rising Star in Data Science", "Dean’s Teaching Prize", "Outstanding Reviewer Award"),
    *("Graduate Research Fellowship", "Young Investigator Medal"),
)


def person(number: int, *, papers: int = 10) -> Profile:
    """The profile of that number, with so many papers; it contradicts itself nowhere."""
    profile = Profile.model_validate(_Maker(Random(number)).profile(papers))
    assert list(inconsistencies(profile)) == []
    return profile


def title(random: Random) -> str:
    """The title of a paper, as people write them."""
    a, b = random.sample(ADJECTIVES, 2)
    n, m = random.sample(NOUNS, 2)
    return random.choice(FORMS).format(a=a, b=b, n=n, m=m, t=random.choice(TOPICS))


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()

    def fresh(self) -> str:
        """A title that no other entry has."""
        while (text := title(self.random)) in self.used:
            pass
        self.used.add(text)
        return text

    def profile(self, papers: int) -> dict[str, Any]:
        random = self.random
        names = random.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], 14)
        # The family names of the person and of those mentioned by id differ, as initials would not tell them apart.
        families: set[str] = set()
        people = {}
        for index, name in enumerate(names):
            family = next(family for family in sorted(FAMILY, key=len, reverse=True) if name.endswith(f" {family}"))
            if family not in families:
                families.add(family)
                people[f"p{index}"] = {"name": {"given": name[: -len(family) - 1], "family": family}}
        me = people.pop("p0")["name"]
        if random.random() < 0.2:
            people["native"] = {"name": random.choice(NATIVE)}
        self.people = list(people)
        history = self.career()
        return {
            "person": {
                "name": me,
                "pronouns": random.choice(["she", "he", "they"]),
                "contacts": {"mail": {"kind": "email", "value": "someone@example.org"}},
                "links": {"github": {"kind": "github", "id": "someone"}},
                "interests": {"short": "sound inference", "medium": "This research asks how models can be trusted."},
            },
            "organizations": {**UNIVERSITIES, **UNITS, **COMPANIES},
            "people": people,
            "venues": VENUES,
            **history,
            "publications": {f"w{index}": self.paper() for index in range(papers)},
            "talks": {f"t{index}": self.talk() for index in range(random.randint(2, 6))},
            "teaching": {f"c{index}": self.course(*course) for index, course in enumerate(random.sample(COURSES, 3))},
            "service": self.service(),
            "honors": {
                f"h{index}": {"title": text, "date": str(random.randint(2012, 2025))}
                for index, text in enumerate(random.sample(HONORS, 3))
            },
            "grants": {
                "g0": {
                    "title": self.fresh(),
                    "organization": "nsf",
                    "role": "PI",
                    "amount": f"${random.randint(10, 900)},000",
                    "start": "2022-09",
                    "end": "2025-08",
                }
            },
            "students": {
                "s0": {"name": "Ottilie Brandvold", "degree": "Ph.D.", "start": "2021-09", "topic": "Ice cores"}
            },
        }

    def career(self) -> dict[str, Any]:
        random = self.random
        start = random.randint(2004, 2010)
        advisor = random.choice(self.people)
        education = {
            "phd": {
                "degree": "Ph.D.",
                "field": "Statistics",
                "organizations": random.choice(["tul", "harbor"]),
                "advisors": advisor,
                "start": f"{start + 5}-09",
                "end": f"{start + 9}-06",
            },
            "ms": {
                "degree": "M.S.",
                "field": "Mathematics",
                "organizations": "sao",
                "start": f"{start + 3}-09",
                "end": f"{start + 5}-07",
            },
            "bs": {
                "degree": "B.S.",
                "field": "Physics",
                "organizations": "sao",
                "start": f"{start}-09",
                "end": f"{start + 3}-07",
            },
        }
        begun = start + 9
        positions = {
            "now": {"title": "Assistant Professor", "organizations": "northfield-cs", "start": f"{begun + 4}-08"},
            "postdoc": {
                "title": "Postdoctoral Researcher",
                "organizations": random.choice(["tul-math", "harbor-stat"]),
                "mentors": random.choice(self.people),
                "start": f"{begun + 1}-09",
                "end": f"{begun + 4}-06",
            },
            "industry": {
                "title": "Research Scientist",
                "organizations": random.choice(["kestrel", "orbita"]),
                "start": f"{begun}-07",
                "end": f"{begun + 1}-08",
            },
        }
        return {"education": education, "positions": positions}

    def authors(self) -> list[str]:
        others = self.random.sample(self.people, self.random.randint(1, min(5, len(self.people))))
        others.insert(self.random.randint(0, len(others)), "me")
        return others

    def paper(self) -> dict[str, Any]:
        random = self.random
        year, month = random.randint(2012, 2025), random.randint(1, 12)
        kind = random.choice(["conference", "conference", "journal", "workshop", "preprint"])
        venues = {"conference": ["icdl", "nacs", "stat", "robo"], "journal": ["jmd", "tap"], "workshop": ["green"]}
        authors = self.authors()
        work: dict[str, Any] = {"title": self.fresh(), "authors": authors, "kind": kind, "date": f"{year}-{month:02}"}
        if kind != "preprint":
            work["venue"] = random.choice(venues[kind])
        if random.random() < 0.6 or kind == "preprint":
            earlier = (year - 1, 12) if month == 1 else (year, month - 1)
            posted = (year, month) if kind == "preprint" else earlier
            work["ids"] = {"arxiv": f"{posted[0] % 100:02}{posted[1]:02}.{random.randint(0, 99999):05}"}
        if kind == "journal":
            work |= {
                "volume": str(random.randint(2, 60)),
                "pages": f"{random.randint(1, 400)}–{random.randint(401, 900)}",
            }
        if len(authors) > 2 and random.random() < 0.2:
            work["equal"] = authors[:2]
        if kind != "preprint" and random.random() < 0.4:
            work["history"] = self.history(work, year, month)
        return work

    def history(self, work: dict[str, Any], year: int, month: int) -> list[dict[str, Any]]:
        random = self.random
        first: dict[str, Any] = {"date": f"{year - 1}-01", "status": "preprint"}
        if random.random() < 0.5:
            first["title"] = self.fresh()
        if random.random() < 0.3:
            first["authors"] = [name for name in work["authors"] if name == "me" or name != work["authors"][-1]]
        states = [first, {**first, "date": f"{year - 1}-06", "status": "under-review"}]
        if random.random() < 0.8:
            states += [
                {"date": f"{year - 1}-11", "status": "accepted"},
                {"date": f"{year}-{month:02}", "status": "published"},
            ]
        elif "arxiv" in work.get("ids", {}):
            work["ids"] = {"arxiv": f"{(year - 1) % 100:02}01.{random.randint(0, 99999):05}"}
        return states

    def talk(self) -> dict[str, Any]:
        random = self.random
        year, month = random.randint(2014, 2025), random.randint(1, 12)
        talk: dict[str, Any] = {
            "title": self.fresh(),
            "date": f"{year}-{month:02}",
            "kind": random.choice(["seminar", "invited"]),
        }
        if random.random() < 0.7:
            talk["event"] = random.choice(["sem", "icdl", "Winter School on Data"])
        if random.random() < 0.7 or "event" not in talk:
            talk["hosts"] = random.choice(["tul-math", "harbor", "kestrel"])
        return talk

    def course(self, code: str | None, name: str) -> dict[str, Any]:
        random = self.random
        years = sorted(random.sample(range(2012, 2025), random.randint(1, 3)))
        course: dict[str, Any] = {
            "title": name,
            "organizations": random.choice(["northfield", "harbor"]),
            "role": random.choice(["Instructor", "Teaching Assistant"]),
            "terms": [f"{random.choice(['Spring', 'Fall'])} {year}" for year in years],
        }
        return {**course, "code": code} if code else course

    def service(self) -> dict[str, Any]:
        random = self.random
        made: dict[str, Any] = {
            key: {
                "kind": "reviewing",
                "venue": key,
                "years": sorted(random.sample(range(2014, 2026), random.randint(1, 5))),
            }
            for key in random.sample(["icdl", "nacs", "jmd", "robo", "tap"], 3)
        }
        made["green"] = {"kind": "organizing", "venue": "green", "years": random.randint(2016, 2025)}
        return made
