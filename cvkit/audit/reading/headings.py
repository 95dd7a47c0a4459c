"""The names that sections of CVs and homepages go by."""

from __future__ import annotations

import re

from cvkit.audit.reading.wording import names
from cvkit.audit.sections import is_printed

_SUBJECTS = names(
    """
    about abstracts academic accomplishments achievements activities administration advising affiliations
    bibliometrics citations coming metrics
    appointments articles associations awards background bibliography bio biography book books career certifications
    chapters citizenship collaborators colloquia committees community competences computing conference conferences
    contact contributions courses curriculum degrees demos dissertation distinctions editorial editing education
    employment engagement exhibitions experience experiences expertise fellowships funding grants group highlights
    history honors honours information industry institutions interests internships interviews introduction invited
    journal journals keynotes languages leadership lectures manuscripts media membership memberships mentees
    mentoring mentorship miscellaneous news organization organizing outreach papers patents performances personal
    position positions posters postdocs preprints presentations press prizes professional profile programming
    projects publication publications qualifications recognition references refereed reports research
    responsibilities responsibility reviewer reviewing reviews scholarships schools seminars service services
    short-term skills societies software statement strengths students summary supervised supervision supervisory
    surveys symposia synergistic talks teaching technical theses thesis training travel tutorials visits
    volunteering work working workshop workshops writing contacts referee notices ausbildung auszeichnungen beruf
    berufserfahrung forschung forschungsinteressen gutachten kontakt konferenzen lehre mitgliedschaften person
    preise publikationen schriften sprachen stipendien studium tätigkeiten veröffentlichungen vorträge werdegang
    zeitschriften bourses communications compétences conférences coordonnées diplômes encadrement enseignement
    expérience formation intérêts langues livres parcours prix recherche responsabilités thèse artículos becas
    charlas congresos contacto cursos docencia educación experiencia formación idiomas intereses investigación
    libros premios proyectos publicaciones servicio
    """
)
_BESIDE = names(
    """
    a and am an as at by brief current de der des du early early-career et extracurricular external for forthcoming
    full further future general honorary in internal international invited la le les main major my national new of
    on or other others ongoing past peer-reviewed peer previous recent related scientific select selected submission
    submitted the their to und university updates upcoming van von weitere with y your additional under review
    progress accepted published earlier latest more non-refereed notable key areas area graduate undergraduate phd
    ph.d doctoral postdoctoral record list vitae media public archive archival book ausgewählte eigene choisies
    seleccionadas
    """
)
_CJK = re.compile(r"[\u4e00-\u9fff]{2,8}")
_CHINESE = names(
    """
    个人简介 简介 研究兴趣 研究方向 教育经历 教育背景 教育 工作经历 经历 论文 发表论文 学术论文
    著作 报告 学术报告 教学 教学经历 学术服务 服务 获奖 荣誉 获奖情况 荣誉与奖励 新闻 动态
    联系方式 科研项目 项目 基金 专利 学生 期刊论文 会议论文 预印本 工作 任职
    """
)


def is_section_name(text: str) -> bool:
    """Whether a line has a section's name and nothing else: "Selected Publications", "Honors & Awards", "Lehre"."""
    if is_printed(text):
        return True
    if _CJK.fullmatch(text):
        return text in _CHINESE
    words = [word.strip(".:()&/,|–—-").casefold() for word in re.split(r"[\s/&]+", text)]
    words = [word for word in words if word and not re.fullmatch(r"(?:\d{1,2}|[ivx]+|[a-z])\.?|\d{4}", word)]
    return (
        0 < len(words) <= 7
        and all(word in _SUBJECTS or word in _BESIDE for word in words)
        and any(word in _SUBJECTS for word in words)
    )
