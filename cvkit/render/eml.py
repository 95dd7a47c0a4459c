"""Write an announcement as an e-mail: a draft with text and HTML, and the calendar entry attached."""

from __future__ import annotations

from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from cvkit.render import html_paste, ics, text
from cvkit.render.tex_escape import clean
from cvkit.view.document import Document


def render(document: Document) -> bytes:
    """The message, the same bytes every time, without sender, addressee and date, which a mail program adds."""
    plain, page = text.render(document), html_paste.page(document)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # opens as a draft
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    if ics.events(document):
        message.add_attachment(
            ics.calendar(document).decode(),
            subtype="calendar",
            filename="talk.ics",
            cte="base64",
            params={"method": ics.METHOD},
        )
    # The library's own boundaries are drawn by lot.
    digest = sha256(f"{plain}\0{page}".encode()).hexdigest()[:24]
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest}_{number}")
    # Where the library folds a subject beside an encoded word, it adds a space.
    subject = Header(clean(document.subject), "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {subject}\r\n".encode("ascii") + message.as_bytes()
