"""Labelled page dumps out of rendered pages.

usage: dumps.py WORK --out FOLDER [--count N] [--seed N] [--kinds area,whole,plain,none] [--sites fitted|kept-out] [--varied SHARE] [--furniture SHARE]

Reads WORK/truth.json (pages.py), WORK/judged.json (judge.py) and WORK/pages/*.json (render.mjs). One site of six is kept out of the fitting. `--varied`
is the share of pages that are changed, and `--furniture` the share of parts put into them that are of pages which are no news. Writes to FOLDER, for each dump,
a .txt, a .labels (a digit for each line that is not blank, then 1 for each that opens a page) and one truth.json in the form of bench/dumps.
"""
import argparse, collections, json, os, random, re, textwrap, unicodedata, zlib

# Pages of today in twenty languages, though no news: what stands around their text is put around that of others.
FURNITURE = "hhursev+recipe-scrapers"

BEFORE, HEADLINE, META, BODY, INNER, AFTER = range(6)
WORD = re.compile(r"\w+")
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
RULER = re.compile(r"^\s*([*\-=_#~+•–—―─━═])(\s*\1){2,}\s*$")
UNSEEN = re.compile("^[\\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\ufffc\x00-\x1f\x7f-\x9f]*$")
# Who parts pages by one blank line parts them by nothing, as pages are full of those: the rarer case.
GLUES = [[""]] + 2 * [["", ""], ["", "", ""], ["", "* * *", ""], ["", "----------", ""]]
MONTHS = "January February March April May June July August September October November December".split()
RARE_GLUES = [[""] * 5, ["", "=====", ""], ["***"], ["", "__________", ""], ["", "####", ""]]


def key(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text or "").casefold() if c.isalnum())


def grams(text):
    words = []
    for word in WORD.findall(unicodedata.normalize("NFKC", text or "")):
        words.extend(word if re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", word) else [word])
    size = min(4, max(1, len(words)))
    return collections.Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1)) if words else collections.Counter()


def lines_of(text):
    return LINE_END.split(text)


def seen(lines):
    """Indexes of the lines that the program reads: neither blank nor rulers."""
    return [i for i, line in enumerate(lines) if not UNSEEN.match(line) and not RULER.match(line)]


def label(text, article):
    """The page as [(line, label or None where it is not read)], or None where too little of the true text is in it."""
    lines = lines_of(text)
    places = seen(lines)
    read = [lines[i].strip() for i in places]
    keys = [key(line) for line in read]
    truth, whole, title = grams(article["text"]), key(article["text"]), key(article["title"])
    body = []
    for at, line in enumerate(read):
        if len(WORD.findall(line)) >= 5 or len(keys[at]) >= 30:
            own = grams(line)
            body.append(bool(own) and sum((own & truth).values()) > 0.6 * sum(own.values()))
        elif not keys[at]:
            body.append(at > 0 and body[-1])
        else:
            # A short line is body where it stands in the true text beside the line that it stands beside here.
            below = next((k for k in keys[at + 1 : at + 4] if k), "")
            above = next((k for k in reversed(keys[max(at - 3, 0) : at]) if k), "")
            body.append(bool(below) and keys[at] + below[:25] in whole or bool(above) and above[-25:] + keys[at] in whole)
    chosen = [at for at, is_body in enumerate(body) if is_body]
    if not chosen:
        return None
    half, passed = sum(len(keys[at]) for at in chosen) / 2, 0
    middle = next(at for at in chosen if (passed := passed + len(keys[at])) >= half)
    # What the page says more often than the text is said in menus or teasers: the copies farthest from the text go.
    copies = collections.defaultdict(list)
    for at in chosen:
        copies[keys[at]].append(at)
    for said, places_of in copies.items():
        if len(said) >= 4:
            for at in sorted(places_of, key=lambda at: abs(at - middle))[max(1, whole.count(said)) :]:
                body[at] = False
    chosen = [at for at, is_body in enumerate(body) if is_body]
    found = grams("\n".join(read[at] for at in chosen))
    if sum((found & truth).values()) < 0.75 * sum(truth.values()):
        return None
    while len(chosen) > 2 and chosen[1] - chosen[0] > 25 and len(keys[chosen[0]]) < 120:
        chosen = chosen[1:]
    while len(chosen) > 2 and chosen[-1] - chosen[-2] > 25 and len(keys[chosen[-1]]) < 200:
        chosen = chosen[:-1]
    long = next((at for at in chosen if len(keys[at]) >= 60), chosen[0])
    headlines = headlines_above(read, keys, title, long)
    last_headline = headlines[-1] if headlines else -1
    chosen = [at for at in chosen if at > last_headline]
    if not chosen:
        return None
    labels, is_chosen = [], set(chosen)
    for at in range(len(read)):
        if at in headlines:
            labels.append(HEADLINE)
        elif at in is_chosen:
            labels.append(BODY)
        elif at < chosen[0]:
            labels.append(META if headlines and at > headlines[0] else BEFORE)
        else:
            labels.append(AFTER if at > chosen[-1] else INNER)
    page = [(line, None) for line in lines[places[0] : places[-1] + 1]]
    for place, of in zip(places, labels):
        page[place - places[0]] = (lines[place], of)
    return page


def headlines_above(read, keys, title, end):
    if not title:
        return []
    near = [at for at in range(end) if keys[at] == title]
    near = near or [at for at in range(end) if title in keys[at] and len(keys[at]) < len(title) * 1.7 + 10]
    near = near or [at for at in range(end) if len(keys[at]) >= 12 and keys[at] in title and len(keys[at]) > len(title) / 2]
    if not near:
        return []
    kept = [near[-1]]
    for at in reversed(near[:-1]):
        if kept[-1] - at > 8:
            break
        kept.append(at)
    return kept[::-1]


def is_sure(agreed):
    """Whether two other readers, or one of them all but wholly, find the text that `clean` finds."""
    shares = sorted(2 * one * other / max(1e-9, one + other) for one, other in agreed)
    return shares[1] >= 0.85 and shares[0] >= 0.4 or shares[1] >= 0.97


def read_pages(work, which):
    """The sites of this kind with their pages, each as often as it weighs; and the pages of which only the furniture is taken."""
    truth, judged = (json.load(open(os.path.join(work, name))) for name in ("truth.json", "judged.json"))
    sites, furniture = collections.defaultdict(list), []
    for id, article in truth.items():
        file = os.path.join(work, "pages", f"{id}.json")
        kept_out = zlib.crc32(article["domain"].encode()) % 6 == 0
        is_furniture = article["from"] == FURNITURE
        if os.path.exists(file) and (is_furniture or kept_out == (which == "kept-out") and is_sure(judged[id])):
            rendered = json.load(open(file))
            said = {key(line) for line in lines_of(rendered["whole"])}
            article["title"] = next((title for title in article["titles"] if key(title) in said), article["titles"][0])
            # A name of two words is a shop's or a person's page, and a title that stands nowhere most likely a wrong one.
            is_titled = len(WORD.findall(article["title"])) >= 3 or len(key(article["title"])) >= 8
            if not is_furniture and not (is_titled and any(key(article["title"]) in line for line in said)):
                continue
            whole = label(rendered["whole"], article)
            areas = [area for area in (label(area, article) for area in rendered["areas"]) if area]
            if whole:
                (furniture if is_furniture else sites[article["domain"]]).append({"article": article, "whole": whole, "areas": areas})
    return [site for site in sites.values() for _ in range(weight_of(site))], furniture


def weight_of(site):
    """Pages were laid out otherwise fifteen years ago, and those of today are what is pasted."""
    newest = max(page["article"]["date"][:4] for page in site)
    return 4 if newest >= "2018" else 2 if newest >= "2014" else 1


def draw(sites, rng):
    """A page of any site: sites weigh by their age, however many pages of each there are."""
    return rng.choice(rng.choice(sites))


def cut(page):
    """What stands before the article, the article, and what stands after it."""
    first = next(i for i, (_, of) in enumerate(page) if of not in (BEFORE, None))
    last = max(i for i, (_, of) in enumerate(page) if of == BODY)
    return page[:first], page[first : last + 1], page[last + 1 :]


def vary(page, sites, furniture, kind, rng):
    def other():
        source = rng.choice(furniture[1]) if rng.random() < furniture[0] else draw(sites, rng)
        return source["whole"] if kind == "whole" else rng.choice(source["areas"] or [page])

    before, article, after = cut(page)
    body = [i for i, (_, of) in enumerate(article) if of == BODY]
    if rng.random() < 0.1 and len(body) > 6:
        article = article[: body[rng.randint(2, 5)]]
    if rng.random() < 0.3:
        article = interrupt(article, other, rng)
    if rng.random() < 0.12:
        before, article = lift_meta(before, article, rng)
    if rng.random() < 0.35:
        before = cut(other())[0]
    if rng.random() < 0.35:
        after = cut(other())[2]
    before, after = thin(before, rng), thin(after, rng)
    body = [i for i, (_, of) in enumerate(article) if of == BODY]
    if rng.random() < 0.25 and len(body) > 14:
        start = rng.randrange(4, len(body) - 4)
        end = min(len(body) - 2, start + rng.randint(2, len(body) // 2))
        article = article[: body[start]] + article[body[end] :]
    if rng.random() < 0.1:
        article = [line for line in article if line[1] != META or rng.random() < 0.5]
    if rng.random() < 0.08:
        article = [(line, BEFORE if of == META else of) for line, of in article if of != HEADLINE]
    if rng.random() < 0.08:
        mark = rng.choice(["* * *", "***", "----------", "", ""])
        long = [i for i, (line, of) in enumerate(article) if of == BODY and len(line) > 80][1:]
        for i in sorted(rng.sample(long, min(len(long), rng.randint(1, 4))), reverse=True):
            article[i:i] = [("", None), (mark, None), ("", None)] if mark else [("", None)] * rng.randint(1, 3)
    page = before + article + after
    read = [i for i, (_, of) in enumerate(page) if of is not None]
    return space_out(page[read[0] : read[-1] + 1], rng)


def interrupt(article, other, rng):
    """The article with what stands among or under the paragraphs of other pages, set between its own."""
    places = [i for i, (_, of) in enumerate(article) if of == BODY][1:]
    article = list(article)
    for at in sorted(rng.sample(places, min(len(places), rng.choice([1, 1, 2, 3]))), reverse=True):
        page = other()
        inner = [i for i, (_, of) in enumerate(page) if of == INNER]
        after = cut(page)[2]
        if inner and rng.random() < 0.5:
            first = last = rng.choice(inner)
            while first > 0 and page[first - 1][1] in (INNER, None):
                first -= 1
            while last + 1 < len(page) and page[last + 1][1] in (INNER, None):
                last += 1
            part = page[first : last + 1][:12]
        elif len(after) > 3:
            first = rng.randrange(max(1, min(len(after) - 2, 60)))
            part = after[first : first + rng.randint(1, 9)]
        else:
            continue
        part = [(line, None if of is None else INNER) for line, of in part]
        article[at:at] = [("", None), *part, ("", None)] if rng.random() < 0.5 else part
    return article


def lift_meta(before, article, rng):
    """What stands under the headline, byline or date, set above it."""
    headline = next((i for i, (_, of) in enumerate(article) if of == HEADLINE), len(article))
    lifted = [i for i, (_, of) in enumerate(article) if of == META and i > headline][: rng.randint(1, 6)]
    return before + [(article[i][0], BEFORE) for i in lifted], [line for i, line in enumerate(article) if i not in lifted]


def space_out(page, rng):
    """The page with its blank lines dropped, one between all lines, never two together, or twice as many; mostly as it was."""
    kind, spaced = rng.random(), []
    for line, of in page:
        blank = of is None and UNSEEN.match(line)
        if blank and (kind < 0.14 or kind < 0.24 and spaced and spaced[-1][1] is None and UNSEEN.match(spaced[-1][0])):
            continue
        if 0.07 <= kind < 0.14 and spaced:
            spaced.append(("", None))
        spaced += [(line, of)] * (2 if blank and 0.24 <= kind < 0.32 else 1)
    return spaced


def thin(part, rng):
    if len(part) > 6 and rng.random() < 0.4:
        start = rng.randrange(len(part))
        return part[:start] + part[start + rng.randint(1, len(part) // 2) :]
    return part


def type_out(article, rng):
    """The article as a person types or copies it, without its page; gives the page and the text that is in it."""
    paragraphs = [part.strip() for part in article["text"].split("\n") if part.strip()]
    if rng.random() < 0.35:
        sentences = r"(?:[^.!?。]+[.!?。]+[\"”’)]*\s*){1,2}|[^.!?。]+$"
        paragraphs = [s.strip() for part in paragraphs for s in re.findall(sentences, part) if s.strip()] or paragraphs
    if rng.random() < 0.6:
        paragraphs = paragraphs[: rng.randint(3, max(3, min(len(paragraphs), 20)))]
    if rng.random() < 0.15:
        paragraphs = paragraphs[: rng.randint(1, 3)]
    page, blank = [], rng.random() < 0.7

    def add(line, of, apart=False):
        if page and apart:
            page.append(("", None))
        page.append((line, of))

    byline = article["byline"] or "AP"
    if article["title"] and rng.random() < 0.93:
        title, caption = article["title"], None
        add(title, HEADLINE)
        short = [part for part in paragraphs if 30 < len(part) < 250]
        if rng.random() < 0.35 and short and len(paragraphs) > 1:
            said = rng.choice(short)
            paragraphs.remove(said)
            credits = [" (Reuters)", " (AFP)", f" ({byline}/AP)", " [EPA]", f" Photo: {byline}", " © AFP", f" (Photo: {byline})"]
            caption = said.rstrip(".。") + rng.choice(credits)
        if rng.random() < 0.4 and article["byline"]:
            add(rng.choice(["By ", "", "von ", "Por ", "Par "]) + byline, META)
        if rng.random() < 0.4 and article["date"]:
            year, month, day = map(int, article["date"][:10].split("-"))
            written = [f"{day} {MONTHS[month - 1]} {year}", f"{MONTHS[month - 1]} {day}, {year}", f"{day:02}.{month:02}.{year}", article["date"][:10]]
            add(rng.choice(written) + rng.choice(["", "", " 14:05", ", 9:30 am"]), META)
        captions = lambda: [add(caption, META, blank and i == 0) for i in range(rng.randint(1, 2))] if caption else None
        captions()
        if rng.random() < 0.3:
            for word in rng.sample(["TT", "20", "Share", "3", "AA", "12 min", "A A", "0 Comments", "Listen", "1.2K"], rng.randint(1, 3)):
                add(word, META)
        if rng.random() < 0.35:
            add(title, HEADLINE, True)
            captions()
    width = rng.choice([60, 72, 76]) if rng.random() < 0.12 else None
    mark = rng.choice(["* * *", "***", "---", "----------", ""]) if rng.random() < 0.12 else None
    for at, part in enumerate(paragraphs):
        for number, line in enumerate(textwrap.wrap(part, width) if width else [part]):
            add(line, BODY, number == 0 and (blank or width is not None or rng.random() < 0.05))
        if mark is not None and at + 1 < len(paragraphs) and rng.random() < 0.2:
            page.extend([("", None), (mark, None)] if mark else [("", None)] * rng.randint(1, 2))
            if rng.random() < 0.25:
                add(rng.choice([" ".join(part.split()[: rng.randint(1, 3)]).rstrip(".,;"), f"{rng.randint(1, 9)}.", "II", "III"]), BODY, True)
    if rng.random() < 0.1:
        add(f"© 2025 {article['domain']}", AFTER, True)
    return page, "\n\n".join(paragraphs)


def nothing(sites, rng):
    """A file without any article: numbers, a table, a log, code, a page's menus alone."""
    kind = rng.randrange(5)
    if kind == 0:
        lines = [str(rng.randint(0, 10 ** rng.randint(1, 8))) for _ in range(rng.randint(5, 200))]
    elif kind == 1:
        lines = [",".join(str(rng.randint(0, 9999)) for _ in range(6)) for _ in range(rng.randint(5, 200))]
    elif kind == 2:
        words = "INFO WARN connection accepted from server started user failed timeout worker request GET POST /index.html ok 200 404".split()
        stamp = lambda: f"2025-0{rng.randint(1, 9)}-1{rng.randint(0, 9)} 1{rng.randint(0, 9)}:{rng.randint(10, 59)}:{rng.randint(10, 59)} "
        lines = [stamp() + " ".join(rng.choices(words, k=rng.randint(3, 12))) for _ in range(rng.randint(8, 200))]
    elif kind == 3:
        folder = os.path.dirname(random.__file__)
        names = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
        lines = lines_of(open(os.path.join(folder, rng.choice(names)), encoding="utf-8").read()[:12000])
    else:
        lines = [line for line, _ in cut(draw(sites, rng)["whole"])[0]]
    read = set(seen(lines))
    return [(line, BEFORE if i in read else None) for i, line in enumerate(lines)]


def glue(sites, furniture, kind, varied, rng):
    """One dump: [(line, label or None, opens a page)] and its true articles."""
    if kind == "none":
        return [(line, of, False) for line, of in nothing(sites, rng)], []
    between = rng.choice(GLUES if rng.random() > 0.08 else RARE_GLUES)
    doubled = kind != "plain" and rng.random() < 0.3
    dump, articles = [], []
    for _ in range(rng.choice([1, 1, 2, 2, 3, 3, 3, 4, 6])):
        of = draw(sites, rng)
        text = of["article"]["text"]
        if kind == "plain":
            page, text = type_out(of["article"], rng)
        elif kind == "whole" or of["areas"]:
            page = of["whole"] if kind == "whole" else rng.choice(of["areas"])
            page = vary(page, sites, furniture, kind, rng) if rng.random() < varied else page
        else:
            continue
        if doubled:
            page = say_head_twice(page)
        if dump:
            dump += [(line, None, False) for line in between]
        first = next(i for i, (_, part) in enumerate(page) if part is not None)
        dump += [(line, part, i == first) for i, (line, part) in enumerate(page)]
        articles.append({**of["article"], "text": text})
    return dump, articles


def say_head_twice(page):
    head = page[:4]
    while not head[-1][0].strip():
        head = head[:-1]
    said, twice = False, []
    for line, of in head:
        said |= of == HEADLINE
        twice.append((line, (META if said else BEFORE) if of == BODY else of))
    return twice + [("", None)] + [(line, META if said and of == BEFORE else of) for line, of in page]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work")
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=3500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default="area," * 9 + "whole," * 6 + "plain," * 5 + "none")
    parser.add_argument("--sites", choices=["fitted", "kept-out"], default="fitted")
    parser.add_argument("--varied", type=float, default=0.6)
    parser.add_argument("--furniture", type=float, default=0.5)
    ask = parser.parse_args()
    (sites, furniture), rng = read_pages(ask.work, ask.sites), random.Random(ask.seed)
    os.makedirs(ask.out, exist_ok=True)
    truth = []
    while len(truth) < ask.count:
        kind = rng.choice(ask.kinds.split(","))
        dump, articles = glue(sites, (ask.furniture, furniture), kind, ask.varied, rng)
        read = [(of, opens) for _, of, opens in dump if of is not None]
        lines = lines_of("\n".join(line for line, _, _ in dump))
        if not 3 <= len(read) <= 4000 or len(seen(lines)) != len(read) or (kind != "none") != bool(articles):
            continue
        name = f"{len(truth):05}-{kind}-{len(articles)}"
        open(f"{ask.out}/{name}.txt", "w", encoding="utf-8", newline="").write("\n".join(lines))
        open(f"{ask.out}/{name}.labels", "w").write("".join(str(of) for of, _ in read) + "\n" + "".join(str(int(opens)) for _, opens in read))
        truth.append({"file": name + ".txt", "kind": kind, "articles": articles})
    json.dump(truth, open(f"{ask.out}/truth.json", "w"))


if __name__ == "__main__":
    main()
