"""Fits the choice of the headline among the lines that may be it, and prints src/rank.in.

usage: rank.py HEADLINES.jsonl TRUTH.json > rank.in
HEADLINES.jsonl is what examples/write_headlines prints for the folder of TRUTH.json. Typed articles (kind plain) have no headline to choose.
"""
import collections, json, sys

import jax, jax.numpy as jnp, numpy as np, optax

from dumps import key

MOST = 14


def main():
    dumps = {dump["file"]: dump for dump in json.load(open(sys.argv[2])) if dump["kind"] != "plain"}
    rows, right, sites = [], [], []
    for line in open(sys.argv[1]):
        page = json.loads(line)
        titles = {key(article["title"]): article["domain"] for article in dumps.get(page["file"], {"articles": []})["articles"]}
        equal = [key(said) in titles for _, said, _ in page["lines"]]
        if any(equal):
            rows.append([features for _, _, features in page["lines"]])
            right.append(equal)
            sites.append(next(titles[key(said)] for _, said, _ in page["lines"] if key(said) in titles))
    # A site with many pages counts for more than one with few, but not in proportion.
    pages_of = collections.Counter(sites)
    weight = np.array([pages_of[site] ** -0.5 for site in sites], np.float32)
    weight /= weight.mean()
    x = np.zeros((len(rows), MOST, len(rows[0][0])), np.float32)
    equal, filled = np.zeros((2, len(rows), MOST), bool)
    for at, (features, is_right) in enumerate(zip(rows, right)):
        x[at, : len(features)], equal[at, : len(features)], filled[at, : len(features)] = features, is_right, True

    def loss(weights):
        chances = jax.nn.log_softmax(jnp.where(filled, x @ weights, -1e9), -1)
        return -(weight * jax.nn.logsumexp(jnp.where(equal, chances, -1e9), -1)).mean() + 0.001 * (weights**2).sum()

    weights, optimiser, step = jnp.zeros(x.shape[2]), optax.adam(0.02), jax.jit(jax.value_and_grad(loss))
    state = optimiser.init(weights)
    for _ in range(400):
        _, gradient = step(weights)
        change, state = optimiser.update(gradient, state)
        weights = optax.apply_updates(weights, change)
    print("[" + ", ".join(f"{float(weight):.3f}" for weight in weights) + "]")


if __name__ == "__main__":
    main()
