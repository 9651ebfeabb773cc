"""Where the addresses of a site's pages lead."""

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit


class Links(HTMLParser):
    """The anchors of a page and the addresses that it names."""

    def __init__(self, text):
        super().__init__()
        self.names, self.addresses = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.names |= {attributes.get("id"), attributes.get("name") if tag == "a" else None}
        self.addresses += [attributes[key] for key in ("href", "src") if attributes.get(key)]


def pages(site):
    """Give the addresses of all pages of a site, those of slides and other editions included."""
    paths = (path.relative_to(site) for path in sorted(site.rglob("*.html")))
    return [path.as_posix() for path in paths if "_static" not in path.parts]


def lost(site):
    """Give each address that leads nowhere inside the site, with the page that names it.

    Parameters
    ----------
    site : pathlib.Path

    Returns
    -------
    list of (str, str)
    """
    read = {name: Links((site / name).read_text("utf-8")) for name in pages(site)}
    found = []
    for name, page in read.items():
        for address in page.addresses:
            target = urlsplit(urljoin(f"http://here/{name}", address))
            if target.scheme == "data":
                continue
            path = unquote(target.path).lstrip("/")
            anchors = {target.fragment, unquote(target.fragment)}
            if (
                target.netloc != "here"
                or not (site / path).is_file()
                or (target.fragment and path in read and not anchors & read[path].names)
            ):
                found.append((name, address))
    return found
