"""How far two other readers agree with `clean` on the text of each page: where all three differ, nobody knows what is right.

usage: judge.py WORK
Reads WORK/truth.json (pages.py) and writes WORK/judged.json: for each page, for trafilatura and readability-lxml, which share of the 4-grams
of `clean` they found and which share of theirs is in it.
"""
import gzip, json, sys

import lxml.html, readability, trafilatura

from dumps import grams


def main():
    work, judged = sys.argv[1], {}
    for id, article in json.load(open(work + "/truth.json")).items():
        page = gzip.open(f"{work}/{article['file']}").read().decode("utf-8", "replace")
        own = grams(article["text"])
        judged[id] = [shares(own, grams(text)) for text in (by_trafilatura(page), by_readability(page))]
    json.dump(judged, open(work + "/judged.json", "w"))


def by_trafilatura(page):
    try:
        return trafilatura.extract(page, include_comments=False, include_tables=True) or ""
    except Exception:  # whatever it stumbles over, it has then found nothing
        return ""


def by_readability(page):
    try:
        return "\n".join(lxml.html.fromstring(readability.Document(page).summary()).xpath("//text()"))
    except Exception:
        return ""


def shares(own, other):
    both = sum((own & other).values())
    return both / max(1, sum(own.values())), both / max(1, sum(other.values()))


if __name__ == "__main__":
    main()
