"""Tell which icon stands beside a link, by where it leads."""

from __future__ import annotations

from cvkit.render import addresses

OTHER = "globe"
HOSTS = {
    "orcid.org": "orcid",
    "scholar.google": "scholar",
    "semanticscholar.org": "scholar",
    "github.": "code",
    "gitlab.": "code",
    "codeberg.org": "code",
    "bitbucket.org": "code",
    "dblp.": "books",
    "arxiv.org": "paper",
    "openreview.net": "review",
    "researchgate.net": "people",
    "linkedin.com": "linkedin",
    "twitter.com": "x",
    "x.com": "x",
    "bsky.app": "butterfly",
    "mastodon.": "speech",
    "youtube.com": "video",
}
"""The icon, drawn in `icons.html`, of addresses whose host begins so, or has a part that does after a dot."""


def icon_name(url: str) -> str:
    """The name of the icon for an address."""
    if url.lower().startswith("mailto:"):
        return "email"
    host = f".{addresses.host(url)}"
    return next((icon for start, icon in HOSTS.items() if f".{start}" in host), OTHER)
