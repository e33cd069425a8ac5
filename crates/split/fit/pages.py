"""Gathers pages with truth from clones of public test collections, for render.mjs and dumps.py.

usage: pages.py CLONES WORK EXTRACT [DUMPS/truth.json]
CLONES holds a clone of each repository of COLLECTIONS, as owner+name; EXTRACT is the built example of crates/clean of that name. Of the sites in
the last file, on which the result is measured, no page is taken.

A page's true text is what crates/clean reads on it. Where the collection says what it expects, a page on which the two differ is left out.
"""
import glob, gzip, hashlib, html, json, os, re, subprocess, sys
from collections import Counter

from dumps import grams, key

# Where the pages stand in each, and what stands beside a page: its text (by suffix) and its metadata.
COLLECTIONS = {
    "mozilla+readability": "test/test-pages/*/source.html",
    "omnivore-app+omnivore": "packages/readabilityjs/test/test-pages/*/source.html",
    "fivefilters+readability.php": "test/test-pages/*/source.html",
    "jocmp+mercury-parser": "fixtures/**/*.html",
    "postlight+parser": "fixtures/*.html",
    "microlinkhq+metascraper": "packages/**/test/**/*.html",
    "codelucas+newspaper": "tests/data/html/*.html",
    "AndyTheFactory+newspaper4k": "tests/data/html/*.html",
    "goose3+goose3": "tests/data/**/*.html",
    "kepano+defuddle": "tests/fixtures/*.html",
    "bookieio+breadability": "**/*.html",
}
OWN_ADDRESS = re.compile(
    r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']?([^\"' >]+)|<meta[^>]+property=[\"']?og:url[\"']?[^>]*content=[\"']?([^\"' >]+)", re.I
)


def read(file):
    raw = open(file, "rb").read() if os.path.exists(file) else b""
    declared = re.search(rb"charset=[\"']?([\w-]+)", raw[:4000])
    for encoding in ["utf-8"] + ([declared.group(1).decode()] if declared else []) + ["cp1252", "latin-1"]:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass


def visible(page):
    page = re.sub(r"(?is)<(script|style).*?</\1>", "", page)
    page = re.sub(r"(?i)</?(p|li|blockquote|h\d|div|td|tr|figure|figcaption|br|ul|ol|pre)\b[^>]*>", "\n", re.sub(r"\s+", " ", page))
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def expected(file):
    """The title and the text that the collection expects, where it says."""
    beside = os.path.dirname(file)
    texts = [read(file.replace("/html/", folder).replace(".html", ".txt")) for folder in ("/text/", "/txt/") if "/html/" in file]
    texts.append(visible(read(beside + "/expected.html")) if file.endswith("source.html") else "")
    titles = []
    for data in (beside + "/expected-metadata.json", file.replace(".html", ".json"), file.replace("/html/", "/metadata/").replace(".html", ".json")):
        if os.path.exists(data):
            said = json.loads(read(data))
            titles.append((said.get("expected") or said).get("title") or "")
    return next(filter(None, titles), ""), next(filter(None, texts), "")


def agreement(one, other):
    one, other = grams(one), grams(other)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def main():
    clones, work, extract = sys.argv[1:4]
    measured = {article["domain"] for dump in json.load(open(sys.argv[4])) for article in dump["articles"]} if sys.argv[4:] else set()
    os.makedirs(work + "/html", exist_ok=True)
    pages, known = {}, set()
    for collection, places in COLLECTIONS.items():
        for file in sorted(glob.glob(f"{clones}/{collection}/{places}", recursive=True)):
            page = read(file)
            if not 8_000 <= len(page) <= 4_000_000:
                continue
            own = OWN_ADDRESS.search(page[:200_000])
            address = (own.group(1) or own.group(2)) if own else ""
            site = re.sub(r"^(https?://)?(www\.)?|/.*$", "", address.lower()) or os.path.basename(file).removesuffix(".html")
            print_of = hashlib.md5(re.sub(r"\s+", "", visible(page))[:6000].encode()).hexdigest()
            if print_of in known or any(site == other or site.endswith("." + other) for other in measured):
                continue
            known.add(print_of)
            id = f"{len(pages):04}"
            gzip.open(f"{work}/html/{id}.html.gz", "wb").write(page.encode("utf-8", "replace"))
            title, text = expected(file)
            pages[id] = {"file": f"html/{id}.html.gz", "url": address or None, "domain": site, "title": title, "text": text}
    json.dump(pages, open(work + "/truth.json", "w"))
    subprocess.run([extract, work, work + "/read.json"], check=True)
    truth, counted = {}, Counter()
    for id, article in json.load(open(work + "/read.json")).items():
        page = pages[id]
        if len(article["text"]) < 400 or len(page["text"]) > 300 and agreement(article["text"], page["text"]) < 0.8:
            counted["left out"] += 1
            continue
        # Of two titles, one within the other, the shorter is without the name of the site.
        titles = sorted(filter(key, {page["title"], article["title"]}), key=len)
        if titles:
            own = {name: article[name] or "" for name in ("byline", "date", "text")}
            truth[id] = {**own, "file": page["file"], "domain": page["domain"], "title": titles[0], "titles": titles}
            counted["kept"] += 1
    json.dump(truth, open(work + "/truth.json", "w"))
    print(dict(counted))


if __name__ == "__main__":
    main()
