"""
The models written down once more, number by number from their papers and without PyTorch: a whole sequence at once, no
cache, positions by complex numbers. Prints how far the measured program's logits are from these, as JSON by kind.
Argument: the program's folder.
"""

import cmath
import json
import math
import random
import sys

import torch

sys.path.insert(0, sys.argv[1])

from model import DECODERS, allocate  # noqa: E402
from shapes import SHAPES, Shape, parameters  # noqa: E402

PROMPT, STEPS, BATCH = 5, 6, 2


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def plus(*vectors):
    return [sum(numbers) for numbers in zip(*vectors)]


def rms_normed(x, weight):
    root = math.sqrt(sum(a * a for a in x) / len(x) + 1e-5)
    return [a / root * w for a, w in zip(x, weight)]


def layer_normed(x, weight, bias):
    mean = sum(x) / len(x)
    root = math.sqrt(sum((a - mean) ** 2 for a in x) / len(x) + 1e-5)
    return [(a - mean) / root * w + b for a, w, b in zip(x, weight, bias)]


def turned(x, position):
    """Pairs (i, i + half) as complex numbers, turned by position x 10000^(-2 i / size)."""
    half = len(x) // 2
    pairs = [complex(x[i], x[i + half]) * cmath.rect(1, position * 10000 ** (-2 * i / len(x))) for i in range(half)]
    return [pair.real for pair in pairs] + [pair.imag for pair in pairs]


def softmaxed(scores):
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def attended(queries, keys, values, head):
    """For each position and head, the values of all positions up to it, weighed."""
    width, out = len(queries[0]), []
    for position, query in enumerate(queries):
        row = []
        for start in range(0, width, head):
            part = slice(start, start + head)
            seen = range(position + 1)
            scores = [sum(a * b for a, b in zip(query[part], keys[at][part])) / math.sqrt(head) for at in seen]
            weights = softmaxed(scores)
            row += [sum(w * values[at][i] for w, at in zip(weights, seen)) for i in range(start, start + head)]
        out.append(row)
    return out


def heads_turned(x, position, head):
    return [number for start in range(0, len(x), head) for number in turned(x[start : start + head], position)]


def llama_layer(xs, w, shape):
    d, f = shape.width, shape.inner
    products = [times(w["qkv"], rms_normed(x, w["norm1"])) for x in xs]
    queries = [heads_turned(product[:d], at, shape.head) for at, product in enumerate(products)]
    keys = [heads_turned(product[d : 2 * d], at, shape.head) for at, product in enumerate(products)]
    mixed = attended(queries, keys, [product[2 * d :] for product in products], shape.head)
    xs = [plus(x, times(w["out"], row)) for x, row in zip(xs, mixed)]
    out = []
    for x in xs:
        gated = times(w["gate_up"], rms_normed(x, w["norm2"]))
        inner = [gate / (1 + math.exp(-gate)) * up for gate, up in zip(gated[:f], gated[f:])]
        out.append(plus(x, times(w["down"], inner)))
    return out


def gelu(x):
    return 0.5 * x * (1 + math.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def gpt2_layer(xs, w, shape):
    d = shape.width
    normed = [layer_normed(x, w["norm1"], w["norm1_bias"]) for x in xs]
    products = [plus(times(w["qkv"], x), w["qkv_bias"]) for x in normed]
    parts = [[product[start : start + d] for product in products] for start in (0, d, 2 * d)]
    xs = [plus(x, times(w["out"], row), w["out_bias"]) for x, row in zip(xs, attended(*parts, shape.head))]
    out = []
    for x in xs:
        up = plus(times(w["up"], layer_normed(x, w["norm2"], w["norm2_bias"])), w["up_bias"])
        out.append(plus(x, times(w["down"], [gelu(a) for a in up]), w["down_bias"]))
    return out


def logits_of(tokens, w, shape):
    xs = [w["tokens"][token] for token in tokens]
    if shape.kind == "gpt2":
        xs = [plus(x, w["positions"][at]) for at, x in enumerate(xs)]
    for layer in w["layers"]:
        xs = (llama_layer if shape.kind == "llama" else gpt2_layer)(xs, layer, shape)
    if shape.kind == "llama":
        return [times(w["output"], rms_normed(x, w["norm"])) for x in xs]
    return [times(w["tokens"], layer_normed(x, w["norm"], w["norm_bias"])) for x in xs]


def fill(weights, seeded):
    for name, tensor in weights.items():
        if name == "layers":
            for layer in tensor:
                fill(layer, seeded)
        else:
            numbers = [seeded.gauss(0, 0.5) for _ in range(tensor.numel())]
            tensor.copy_(torch.tensor(numbers, dtype=torch.float64).view(tensor.shape))


def as_lists(weights):
    return {
        name: [as_lists(layer) for layer in tensor] if name == "layers" else tensor.tolist()
        for name, tensor in weights.items()
    }


def farthest(kind):
    """The largest difference of a logit, and of the logits from 0, over a prefill and the steps after it."""
    shape = Shape("", kind, layers=2, width=12, heads=3, inner=20, vocab=17, context=16)
    seeded = random.Random(7)
    weights = allocate(shape, torch.float64, torch.device("cpu"))
    fill(weights, seeded)
    prompt = torch.tensor([[seeded.randrange(shape.vocab) for _ in range(PROMPT)] for _ in range(BATCH)])
    decoder = DECODERS[kind](shape, weights, prompt, PROMPT + STEPS, torch.float64)
    logits, tokens = [decoder.prefill()[:, 0].tolist()], [decoder.token[:, 0].tolist()]
    for _ in range(STEPS):
        logits.append(decoder.step()[:, 0].tolist())
        tokens.append(decoder.token[:, 0].tolist())
    decoder.restart()
    logits_again = decoder.step()[:, 0].tolist()
    off, size = 0.0, 0.0
    for sequence in range(BATCH):
        fed = prompt[sequence].tolist() + [step[sequence] for step in tokens[:-1]]
        expected = logits_of(fed, as_lists(weights), shape)[PROMPT - 1 :]
        for found, right in zip([step[sequence] for step in logits], expected):
            off = max(off, *(abs(a - b) for a, b in zip(found, right)))
            size = max(size, *map(abs, right))
        off = max(off, *(abs(a - b) for a, b in zip(logits_again[sequence], expected[1])))
    return {"off": off, "size": size}


def allocated(name):
    """Parameters of the tensors as they would be allocated, without memory."""
    weights = allocate(SHAPES[name], torch.float32, torch.device("meta"))
    layers = weights.pop("layers")
    found = sum(tensor.numel() for part in [weights, *layers] for tensor in part.values())
    return {"allocated": found, "counted": parameters(SHAPES[name])}


with torch.inference_mode():
    print(
        json.dumps(
            {
                "logits": {kind: farthest(kind) for kind in DECODERS},
                "parameters": {name: allocated(name) for name in ("llama-2-7b", "llama-2-13b", "gpt2-124m")},
            }
        )
    )
