"""Fits the choice of the headline among the lines that may be it, and prints src/rank.in.

usage: rank.py HEADLINES.jsonl TRUTH.json > rank.in
HEADLINES.jsonl is what examples/write_headlines prints; the pages should be such as the labelling was not fitted to.
"""
import json, sys

import jax, jax.numpy as jnp, numpy as np, optax

from dumps import key

MOST = 14


def main():
    titles = {dump["file"]: {key(article["title"]) for article in dump["articles"]} for dump in json.load(open(sys.argv[2]))}
    rows, right = [], []
    for line in open(sys.argv[1]):
        page = json.loads(line)
        equal = [key(said) in titles.get(page["file"], ()) for _, said, _ in page["lines"]]
        if any(equal):
            rows.append([features for _, _, features in page["lines"]])
            right.append(equal)
    x = np.zeros((len(rows), MOST, len(rows[0][0])), np.float32)
    equal, filled = np.zeros((2, len(rows), MOST), bool)
    for at, (features, is_right) in enumerate(zip(rows, right)):
        x[at, : len(features)], equal[at, : len(features)], filled[at, : len(features)] = features, is_right, True

    def loss(weights):
        chances = jax.nn.log_softmax(jnp.where(filled, x @ weights, -1e9), -1)
        return -jax.nn.logsumexp(jnp.where(equal, chances, -1e9), -1).mean() + 0.002 * (weights**2).sum()

    weights, optimiser, step = jnp.zeros(x.shape[2]), optax.adam(0.05), jax.jit(jax.value_and_grad(loss))
    state = optimiser.init(weights)
    for _ in range(600):
        _, gradient = step(weights)
        change, state = optimiser.update(gradient, state)
        weights = optax.apply_updates(weights, change)
    print("[" + ", ".join(f"{float(weight):.3f}" for weight in weights) + "]")


if __name__ == "__main__":
    main()
