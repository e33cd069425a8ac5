"""Labels the pages whose truth is only snippets, by a first fit that is held to the snippets: WORK/more.pickle for dumps.py.

usage: more.py EXTRACT WORK WEIGHTS.pickle WRITE_FEATURES   (the last is the built example of that name)
"""
import json, os, pickle, struct, subprocess, sys

import jax, numpy as np

import fit
from dumps import key, lines_of, seen

HELD = 12.0


def best_path(weights, scores):
    """Of one page: no other opens inside it."""
    within = np.asarray(weights["in"]) + fit.WITHIN
    sums, back = scores[0, : fit.PARTS] + fit.FIRST, []
    for line in scores[1:, : fit.PARTS]:
        change = sums[:, None] + within
        back.append(change.argmax(0))
        sums = change.max(0) + line
    part = int((sums + fit.LAST).argmax())
    path = [part]
    for step in reversed(back):
        part = int(step[part])
        path.append(part)
    return path[::-1]


def main():
    extract, work, weights, write_features = sys.argv[1:]
    truth = json.load(open(os.path.join(extract, "truth.json")))
    weights = pickle.load(open(weights, "rb"))
    folder = os.path.join(work, "snippets")
    os.makedirs(folder, exist_ok=True)
    views = []
    for id, article in truth.items():
        if article.get("text"):
            continue
        rendered = json.load(open(os.path.join(work, "pages", f"{id}.json")))
        for number, view in enumerate([rendered["whole"]] + rendered["areas"]):
            if view.strip():
                name = os.path.join(folder, f"{id}.{number}")
                open(name + ".txt", "w", encoding="utf-8", newline="").write(view)
                views.append((id, number, name, lines_of(view)))
    subprocess.run([write_features, folder], check=True)
    pages, score = {}, jax.jit(lambda x: fit.score(weights, x))
    for id, number, name, lines in views:
        raw = open(name + ".features", "rb").read()
        rows, columns = struct.unpack("<II", raw[:8])
        read = seen(lines)
        if not 8 <= rows <= 4000 or rows != len(read):
            continue
        padded = np.zeros((1, 1 << (rows - 1).bit_length(), columns), np.float32)
        padded[0, :rows] = np.frombuffer(raw, np.float32, offset=8).reshape(rows, columns)
        scores = np.array(score(padded))[0, :rows]
        article, held = truth[id], False
        for at, place in enumerate(read):
            said = key(lines[place])
            if any(len(key(part)) >= 12 and key(part) in said for part in article.get("with", [])):
                scores[at, fit.BODY] += HELD
                held = True
            if any(key(part) and key(part) in said for part in article.get("without", [])):
                scores[at, fit.BODY] -= HELD
            if said and said == key(article.get("title")):
                scores[at, fit.HEADLINE] += HELD / 2
        parts = best_path(weights, scores)
        if fit.BODY not in parts or not held:
            continue
        page = [(line, None) for line in lines]
        for place, part in zip(read, parts):
            page[place] = (lines[place], part)
        page = page[read[0] : read[-1] + 1]
        if number == 0:
            text = "\n".join(lines[place] for place, part in zip(read, parts) if part == fit.BODY)
            own = {name: article.get(name) or "" for name in ("title", "byline", "date", "domain")}
            pages[id] = {"article": {**own, "text": text}, "whole": page, "areas": []}
        elif id in pages:
            pages[id]["areas"].append(page)
    pickle.dump(list(pages.values()), open(os.path.join(work, "more.pickle"), "wb"))


if __name__ == "__main__":
    main()
