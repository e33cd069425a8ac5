"""Fits the labelling of lines: a network of dilated convolutions under a chain of parts, as src/label.rs runs it.

usage: fit.py FOLDER… --weights WEIGHTS.pickle --export OUT [--steps N] [--rate R] [--from WEIGHTS.pickle]
FOLDER holds .features (examples/write_features) and .labels (dumps.py). Every 1,000 steps the running mean of the weights is written to OUT.1000
and so on, for average.py, and the last to WEIGHTS.pickle, from which another fit can go on.
"""
import argparse, glob, pickle, random, struct, time

import jax, jax.numpy as jnp, numpy as np, optax

BEFORE, HEADLINE, META, BODY, INNER, AFTER = range(6)
PARTS, CHANNELS, REACH = 6, 24, [1, 2, 4, 8, 16, 32, 64]
FOLLOWING = {
    BEFORE: (BEFORE, HEADLINE, BODY),
    HEADLINE: (HEADLINE, META, BODY),
    META: (META, HEADLINE, BODY),
    BODY: (BODY, INNER, AFTER),
    INNER: (INNER, BODY),
    AFTER: (AFTER,),
}
NEVER = -1e9
# Places of "no blank line above" and "a ruler above" among the features: a page opens at a gap only.
NO_BLANK, RULER = 49, 59
# Features that are hidden from a whole dump together, and how often: scripts, capitals, known words, ties, copies, and where in the file it is.
GROUPS = [(range(46, 49), 0.3), (range(27, 31), 0.1), (range(70, 83), 0.12), (range(95, 102), 0.05), ((64, 65), 0.3), (range(66, 70), 0.2), (range(83, 91), 0.05)]
DROPPED, DECAY, BATCH, LENGTH = 0.2, 0.05, 16, 512
# The mean of the weights of some 500 steps does better on sites kept out than the last ones do.
KEPT_OF_MEAN, MEAN_FROM, WRITTEN_EVERY = 0.998, 300, 1000


def allowed(pairs):
    table = np.full((PARTS, PARTS), NEVER, np.float32)
    for before, after in pairs:
        table[before, after] = 0
    return table


WITHIN = allowed([(before, after) for before, all in FOLLOWING.items() for after in all])
ACROSS = allowed([(before, after) for before in (BODY, AFTER) for after in (BEFORE, HEADLINE, BODY)])
FIRST = np.array([0, 0, NEVER, 0, NEVER, NEVER], np.float32)
LAST = np.array([0, NEVER, NEVER, 0, NEVER, 0], np.float32)


def load(folders):
    dumps = []
    for folder in folders:
        for file in sorted(glob.glob(folder + "/*.features")):
            raw = open(file, "rb").read()
            rows, columns = struct.unpack("<II", raw[:8])
            features = np.frombuffer(raw, np.float32, offset=8).reshape(rows, columns).astype(np.float16)
            parts, opens = open(file[: -len("features")] + "labels").read().split("\n")[:2]
            dumps.append((features, np.array(list(map(int, parts))), np.array(list(map(int, opens)))))
    return dumps


def start(features, seed=0):
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 20))
    draw = lambda shape, scale: jax.random.normal(next(keys), shape) * scale
    weights = {"w0": draw((features, CHANNELS), (1.5 / features) ** 0.5), "b0": jnp.zeros(CHANNELS)}
    for layer in range(len(REACH)):
        weights[f"c{layer}"] = draw((3 * CHANNELS, CHANNELS), (0.7 / (3 * CHANNELS)) ** 0.5)
        weights[f"d{layer}"] = jnp.zeros(CHANNELS)
    weights |= {"wo": draw((CHANNELS, PARTS + 1), 0.1), "bo": jnp.zeros(PARTS + 1), "wf": draw((features, PARTS + 1), 0.02)}
    return weights | {"in": jnp.zeros((PARTS, PARTS)), "new": jnp.zeros((PARTS, PARTS)) - 2.0}


def score(weights, x, key=None):
    """Six parts and the opening of a page, for each line."""
    if key is not None:
        key, one = jax.random.split(key)
        # A feature is hidden from a whole dump now and then, so that nothing hangs on a single one.
        shown = jax.random.bernoulli(one, 0.96, (x.shape[0], 1, x.shape[2]))
        for places, hidden in GROUPS:
            key, one = jax.random.split(key)
            group = np.isin(np.arange(x.shape[2]), list(places))
            shown = shown & ~(jax.random.bernoulli(one, hidden, (x.shape[0], 1, 1)) & group)
        x = x * shown
    state = jax.nn.relu(x @ weights["w0"] + weights["b0"])
    for layer, reach in enumerate(REACH):
        above = jnp.pad(state, ((0, 0), (reach, 0), (0, 0)))[:, :-reach]
        below = jnp.pad(state, ((0, 0), (0, reach), (0, 0)))[:, reach:]
        change = jax.nn.relu(jnp.concatenate([above, state, below], -1) @ weights[f"c{layer}"] + weights[f"d{layer}"])
        if key is not None:
            key, one = jax.random.split(key)
            change = change * jax.random.bernoulli(one, 1 - DROPPED, change.shape) / (1 - DROPPED)
        state = state + change
    return state @ weights["wo"] + weights["bo"] + x @ weights["wf"]


def loss(weights, batch, key):
    """Negative log-likelihood of the true path among all legal ones, for each line."""
    x, parts, opens, filled, whole_start, whole_end = batch
    scores = score(weights, x, key)
    gap = (x[..., NO_BLANK] < 0.5) | (x[..., RULER] > 0.5)
    line, opening = scores[..., :PARTS], jnp.where(gap, scores[..., PARTS], NEVER)
    within, across = weights["in"] + WITHIN, weights["new"] + ACROSS

    def step(sums, given):
        line, opening, filled = given
        change = jnp.logaddexp(within[None], across[None] + opening[:, None, None])
        after = jax.nn.logsumexp(sums[:, :, None] + change, axis=1) + line
        return jnp.where(filled[:, None], after, sums), None

    first = line[:, 0] + jnp.where(whole_start[:, None], FIRST, 0.0)
    sums, _ = jax.lax.scan(step, first, (line[:, 1:].swapaxes(0, 1), opening[:, 1:].T, filled[:, 1:].T))
    everything = jax.nn.logsumexp(sums + jnp.where(whole_end[:, None], LAST, 0.0), axis=1)
    before, after = parts[:, :-1], parts[:, 1:]
    change = jnp.where(opens[:, 1:] == 1, across[before, after] + opening[:, 1:], within[before, after])
    own = jnp.take_along_axis(line, parts[..., None], -1)[..., 0]
    missed = everything - (own * filled).sum(1) - jnp.where(filled[:, 1:], change, 0.0).sum(1)
    # A page whose labels make no legal path weighs nothing.
    return jnp.where(missed < 1e6, missed, 0.0).sum() / filled.sum()


def batches(dumps, seed=1):
    rng, order = random.Random(seed), list(range(len(dumps)))
    while True:
        rng.shuffle(order)
        for at in range(0, len(order) - BATCH + 1, BATCH):
            x = np.zeros((BATCH, LENGTH, dumps[0][0].shape[1]), np.float32)
            parts, opens = np.zeros((2, BATCH, LENGTH), np.int32)
            filled, start, end = np.zeros((BATCH, LENGTH), bool), np.zeros(BATCH, bool), np.zeros(BATCH, bool)
            for row in range(BATCH):
                features, of, opening = dumps[order[at + row]]
                spare = max(0, len(of) - LENGTH)
                first = rng.choice([0, spare, rng.randint(0, spare)])
                count = min(LENGTH, len(of))
                x[row, :count], parts[row, :count] = features[first : first + count], of[first : first + count]
                opens[row, :count], filled[row, :count] = opening[first : first + count], True
                start[row], end[row] = first == 0, first == spare
            yield x, parts, opens, filled, start, end


def export(weights, file):
    order = ["w0", "b0"] + [f"{kind}{layer}" for layer in range(len(REACH)) for kind in "cd"] + ["wo", "bo", "wf", "in", "new"]
    open(file, "wb").write(b"".join(np.asarray(weights[name], "<f4").tobytes() for name in order))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--weights", required=True)
    parser.add_argument("--export", required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--from", dest="begin")
    ask = parser.parse_args()
    dumps = load(ask.folders)
    weights = start(dumps[0][0].shape[1])
    if ask.begin:
        weights = {name: jnp.asarray(value) for name, value in pickle.load(open(ask.begin, "rb")).items()}
    rate = optax.warmup_cosine_decay_schedule(1e-4, ask.rate, 100, ask.steps, 1e-5)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=DECAY))
    state = optimiser.init(weights)

    @jax.jit
    def step(weights, state, batch, key):
        value, gradient = jax.value_and_grad(loss)(weights, batch, key)
        change, state = optimiser.update(gradient, state, weights)
        return optax.apply_updates(weights, change), state, value

    mean = weights
    key, values, began = jax.random.PRNGKey(5), [], time.time()
    for number, batch in zip(range(1, ask.steps + 1), batches(dumps)):
        key, one = jax.random.split(key)
        weights, state, value = step(weights, state, batch, one)
        values.append(float(value))
        mean = jax.tree.map(lambda old, new: old * KEPT_OF_MEAN + new * (1 - KEPT_OF_MEAN), mean, weights) if number > MEAN_FROM else weights
        if number % WRITTEN_EVERY == 0:
            export(mean, f"{ask.export}.{number}")
            pickle.dump({name: np.asarray(value) for name, value in weights.items()}, open(ask.weights, "wb"))
        if number % 50 == 0:
            print(f"{number} {np.mean(values):.4f} {time.time() - began:.0f} s", flush=True)
            values = []
    pickle.dump({name: np.asarray(value) for name, value in weights.items()}, open(ask.weights, "wb"))


if __name__ == "__main__":
    main()
