"""A document as people write them, of somebody with one name and twenty coauthors: what diverges is told, no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from cvkit.audit.judge import audit
from cvkit.audit.read import read
from cvkit.model.profile import Profile

AUTHORS = "me, Dewi Anggraini, Budi Hartono Wijaya, María José Pérez García, Wei Zhang, Hendra, Joko, Nur Aini"
PROFILE = Profile.model_validate(
    {
        "person": {"name": "Suharsono"},
        "organizations": {
            "rsk": {"name": "Rumah Sakit Kencana"},
            "ump": {"name": "Universitas Mahkota Pratama", "short": "UMP"},
        },
        "venues": {
            "jtm": {"name": "Journal of Tropical Medicine Practice", "short": "JTMP", "kind": "journal"},
            "acn": {"name": "Annals of Clinical Nephrology", "kind": "journal"},
        },
        "positions": {
            "now": {"title": "Consultant Nephrologist", "organizations": "rsk", "start": "2019-03"},
            "then": {"title": "Resident", "organizations": "ump", "start": "2014-01", "end": "2018-12"},
        },
        "education": {"md": {"degree": "M.D.", "organizations": "ump", "start": "2006-08", "end": "2012-07"}},
        "publications": {
            "trial": {
                "title": "Early fluid restriction in dengue with kidney injury, a cluster randomised trial",
                "authors": AUTHORS.split(", "),
                "kind": "journal",
                "venue": "acn",
                "date": "2023-05",
            },
            "dialysis": {
                "title": "Home dialysis after floods: a cohort",
                "authors": ["me", "Hendra"],
                "kind": "journal",
                "venue": "jtm",
                "date": "2017-10",
            },
        },
        "talks": {"dengue": {"title": "Dengue and the kidney", "hosts": "ump", "date": "2024-06"}},
        "service": {"jtm": {"kind": "reviewing", "venue": "jtm", "years": [2020, 2021, 2023]}},
    }
)
PAGE = """\
<html><body><div><div>dr. Suharsono</div><div>Consultant Nephrologist at Rumah Sakit Kencana</div></div>
<div><div><b>Employment</b></div>
<div>Consultant Nephrologist, Rumah Sakit Kencana, March 2019 - present</div>
<div>Resident, Universitas Mahkota Pratama, January 2014 - December 2017</div></div>
<div><div><b>Education</b></div><div>M.D., Universitas Mahkota Pratama, 2006 - 2012</div></div>
<div><div><b>Publications</b></div>
<div>Suharsono, Anggraini D, Wijaya BH, et al. Early fluid restriction in dengue with kidney injury, a cluster
randomised trial. Ann Clin Nephrol. 2022.</div>
<div>Suharsono, Hendro. Home dialysis after floods: a cohort. JTMP 2017.</div>
<div>Suharsono, Wirawan T. Herbal tea for everyone. Unheard Letters 2018.</div></div>
<div><div><b>Talks</b></div><div>Dengue and the kidney. Universitas Mahkota Pratama, June 2023</div></div>
<div><div><b>Reviewing</b></div><div>Journal of Tropical Medicine Practice (2020, 2021, 2022, 2023)</div></div>
</body></html>
"""


def test_a_page_of_bare_divs(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found = audit(read(path)[0], PROFILE, date(2024, 12, 1))
    assert {(finding.verdict.value, finding.what, finding.path) for finding in found} == {
        ("differs", "dates", "/positions/then/end"),
        ("differs", "year", "/publications/trial/date"),
        ("differs", "authors", "/publications/dialysis/authors/1"),
        ("unknown", "entry", ""),
        ("differs", "date", "/talks/dengue/date"),
        ("differs", "years", "/service/jtm/years"),
    }
