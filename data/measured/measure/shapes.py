"""The shapes that are measured, and the arithmetic of one pass through them."""

import dataclasses
import math

# Of weights, prompts and the order of cases.
SEED = 20251121


@dataclasses.dataclass(frozen=True)
class Shape:
    name: str
    kind: str  # "llama": RMSNorm, rotary positions, SwiGLU; "gpt2": LayerNorm, learned positions, GELU, biases
    layers: int
    width: int
    heads: int
    inner: int
    vocab: int
    context: int

    @property
    def head(self):
        return self.width // self.heads


# Sizes: Touvron et al., arXiv:2307.09288, and Radford et al. 2019, as in the models' published configurations.
SHAPES = {
    "llama-2-7b": Shape("Llama-2-7B", "llama", 32, 4096, 32, 11008, 32000, 4096),
    "llama-2-13b": Shape("Llama-2-13B", "llama", 40, 5120, 40, 13824, 32000, 4096),
    "gpt2-124m": Shape("GPT-2 124M", "gpt2", 12, 768, 12, 3072, 50257, 1024),
    "tiny-llama": Shape("Llama-2 shape, tiny", "llama", 2, 64, 2, 160, 512, 4096),
    "tiny-gpt2": Shape("GPT-2 shape, tiny", "gpt2", 2, 64, 2, 256, 512, 64),
}
BYTES = {"fp32": 4, "bf16": 2}


def layer_tensors(shape):
    d, f = shape.width, shape.inner
    if shape.kind == "llama":
        return {"norm1": (d,), "qkv": (3 * d, d), "out": (d, d), "norm2": (d,), "gate_up": (2 * f, d), "down": (d, f)}
    # fmt: off
    return {
        "norm1": (d,), "norm1_bias": (d,), "qkv": (3 * d, d), "qkv_bias": (3 * d,), "out": (d, d), "out_bias": (d,),
        "norm2": (d,), "norm2_bias": (d,), "up": (f, d), "up_bias": (f,), "down": (d, f), "down_bias": (d,),
    }
    # fmt: on


def outer_tensors(shape):
    """Around the layers. GPT-2's output layer is its embedding."""
    d = shape.width
    if shape.kind == "llama":
        return {"tokens": (shape.vocab, d), "norm": (d,), "output": (shape.vocab, d)}
    return {"tokens": (shape.vocab, d), "positions": (shape.context, d), "norm": (d,), "norm_bias": (d,)}


def parameters(shape):
    def count(tensors):
        return sum(math.prod(size) for size in tensors.values())

    return count(outer_tensors(shape)) + shape.layers * count(layer_tensors(shape))


def multiplied(shape):
    """Parameters that every token is multiplied by and every step reads: not those of which a row is looked up."""
    return parameters(shape) - math.prod(outer_tensors(shape)["tokens" if shape.kind == "llama" else "positions"])


def output_parameters(shape):
    return shape.vocab * shape.width


def attention_flop(shape, pairs):
    """Of so many pairs of query and key: a product with the key and one with the value, 2 FLOP a number each."""
    return 4 * shape.layers * shape.width * pairs


def flop_of_prefill(shape, batch, tokens):
    inner = 2 * (multiplied(shape) - output_parameters(shape)) * tokens
    return batch * (inner + 2 * output_parameters(shape) + attention_flop(shape, tokens * (tokens + 1) // 2))


def flop_of_decode(shape, batch, tokens_in, tokens_out):
    """`tokens_out` steps after a prompt of `tokens_in`: the first sees tokens_in + 1 tokens."""
    pairs = tokens_in * tokens_out + tokens_out * (tokens_out + 1) // 2
    return batch * (2 * multiplied(shape) * tokens_out + attention_flop(shape, pairs))


def bytes_of_step(shape, batch, seen, precision):
    return (multiplied(shape) + batch * seen * 2 * shape.layers * shape.width) * BYTES[precision]
