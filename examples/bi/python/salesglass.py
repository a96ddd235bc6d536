"""Flat data of a Salesglass server, with nothing but Python's standard library (3.8 or later).

    from salesglass import Salesglass
    for row in Salesglass().rows("sales", period="2024", by="month,channel"):
        print(row["month"], row["revenue"])
"""

import csv
import io
import json
import os
import re
from hashlib import sha256
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import Request, urlopen


class Salesglass:
    """Asks for stored documents page by page, and keeps what it got until the server says that it has changed."""

    def __init__(self, url=None, cache_folder=None):
        self.url = (url or os.environ.get("SALESGLASS_URL") or "http://localhost:4000").rstrip("/")
        self.cache_folder = Path(cache_folder) if cache_folder else None

    def documents(self):
        """What there is to ask: a list of names, descriptions and parameters."""
        return json.loads(self._get(self.url + "/data")[0])

    def rows(self, name, page_size=None, **parameters):
        """Rows as dicts. Numbers are numbers and dates are ISO texts, as in JSON; None is what has no value.

        A filter is a dict: where={"channel": {"in": ["online"]}}. Without a page size all rows come at once.
        """
        for text in self._pages(name, "json", page_size, parameters):
            yield from json.loads(text)

    def table(self, name, page_size=None, **parameters):
        """The same from CSV: the names of the columns, and the rows as lists of texts."""
        header, rows = [], []
        for text in self._pages(name, "csv", page_size, parameters):
            header, *more = csv.reader(io.StringIO(text, newline=""))
            rows += more
        return header, rows

    def _pages(self, name, extension, page_size, parameters):
        query = {key: _text(value) for key, value in parameters.items() if value is not None}
        if page_size:
            query["limit"] = page_size
        url = f"{self.url}/data/{name}.{extension}"
        if query:
            url += "?" + urlencode(query)
        while url:
            text, url = self._get(url)
            yield text

    def _get(self, url):
        """The answer's text, and the address of the next page; from the folder while the server says 304."""
        kept = self._kept(url)
        headers = {"If-None-Match": kept["etag"]} if kept else {}
        try:
            with urlopen(Request(url, headers=headers), timeout=60) as response:
                text = response.read().decode("utf-8")
                etag, next_url = response.headers.get("ETag"), _next(url, response.headers.get("Link"))
        except HTTPError as error:
            if error.code == 304 and kept:
                return kept["text"], kept["next"]
            message = error.read().decode("utf-8", "replace").strip()
            raise RuntimeError(f"{url}: {error.code} {message}") from None
        if etag and self.cache_folder:
            self.cache_folder.mkdir(parents=True, exist_ok=True)
            entry = {"url": url, "etag": etag, "next": next_url, "text": text}
            self._file(url).write_text(json.dumps(entry), encoding="utf-8")
        return text, next_url

    def _kept(self, url):
        if not self.cache_folder or not self._file(url).exists():
            return None
        entry = json.loads(self._file(url).read_text(encoding="utf-8"))
        return entry if entry["url"] == url else None

    def _file(self, url):
        return self.cache_folder / (sha256(url.encode()).hexdigest()[:32] + ".json")


def _text(value):
    """How a parameter is written in a URL: lists with commas, filters as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, (list, tuple)):
        return json.dumps(value) if any(isinstance(item, dict) for item in value) else ",".join(map(str, value))
    return str(value)


def _next(url, link):
    found = re.search(r'<([^>]*)>;\s*rel="?next"?', link or "")
    return urljoin(url, found.group(1)) if found else None
