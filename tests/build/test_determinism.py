"""The same profile, day and version give the same bytes of every output, wherever and by whomever they are made."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image

from cvkit.build import templates

ROOT = Path(__file__).parent.parent.parent
BIBLIOGRAPHY = """\
@article{isil, author = {Okafor, Maren and {\\.I}nan, I{\\c s}{\\i}l}, title = {Islands}, journal = {Isis}, year = 2018}
@article{ase, author = {Ångström, Åse}, title = {Zebras, and {\\"o}ther things}, journal = {Ände}, year = 2018}
"""
TEMPLATES = {"footer.html": "<footer>{{ document.author }}</footer>", "own.css": "", "another.html": "unused"}

CALM = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "USER": "maren", "LANG": "en_US.UTF-8"}
STRANGE = {
    "LC_ALL": "POSIX",
    "LANG": "tr_TR.UTF-8",
    "LANGUAGE": "tr",
    "TZ": "Pacific/Kiritimati",  # 14 hours ahead, where it is tomorrow
    "PYTHONHASHSEED": "4294967295",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",  # so that text is ASCII to the system
    "PYTHONOPTIMIZE": "2",
    "USER": "root",
    "LOGNAME": "nobody",
    "COLUMNS": "20",
    "SOURCE_DATE_EPOCH": "1",  # what `--as-of` says counts
}


def outputs(folder: Path, cwd: Path, environ: dict[str, str], umask: int, *, reverse: bool) -> dict[str, bytes]:
    """Every output of the starter profile, built in a new folder."""
    (folder / "templates" / "html").mkdir(parents=True)
    home = folder / "home"
    home.mkdir()
    for name in sorted(TEMPLATES, reverse=reverse):
        (folder / "templates" / "html" / name).write_text(TEMPLATES[name], encoding="utf-8")
    picture = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(picture, "JPEG")
    (folder / "me.jpg").write_bytes(picture.getvalue())
    (folder / "papers.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    profile = (templates.SHIPPED / "profile.yaml").read_text(encoding="utf-8")
    profile = profile.replace("\nperson:\n", "\nbibliography: papers.bib\nperson:\n  photo: me.jpg\n", 1)
    assert "me.jpg" in profile
    (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    environ = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(home), "PYTHONPATH": str(ROOT), **environ}
    where = ["-p", str(folder / "profile.yaml"), "-o", str(folder / "output"), "--as-of", "2026-11-22"]
    done = subprocess.run(
        [sys.executable, "-m", "cvkit", "build", *where],
        cwd=cwd,
        env=environ,
        umask=umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    made = sorted(path for path in (folder / "output").rglob("*") if path.is_file())
    within = {path.relative_to(folder / "output"): path.read_bytes() for path in made}
    return {path.as_posix(): content for path, content in within.items() if path.parts[0] != ".cvkit"}


def test_every_byte_of_every_output_is_the_same(tmp_path: Path) -> None:
    """As made at home, and as made on another machine, as far as one machine can be two."""
    one, other = tmp_path / "one", tmp_path / "other" / "Ünder a deeper 'folder'"
    here = outputs(one, tmp_path, CALM, 0o022, reverse=False)
    there = outputs(other, Path("/"), STRANGE, 0o077, reverse=True)
    assert here.keys() == there.keys()
    names = {"cv.pdf", "cv-accessible.pdf", "cv.docx", "cv.tex", "cv.md", "cv.txt", "manifest.json", "bio-short.txt"}
    assert names | {"site/index.html", "site/photo.jpg", "site/card.png", "site/feed.xml"} <= here.keys()
    assert [path for path in here if here[path] != there[path]] == []
