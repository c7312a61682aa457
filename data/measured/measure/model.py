"""The transformers themselves, in plain PyTorch operations."""

import torch
import torch.nn.functional as F

from shapes import layer_tensors, outer_tensors


class Decoder:
    """
    Greedy decoding with a key-value cache that is allocated once. All that changes from call to call lives in tensors
    that stay where they are, so that a captured call can be replayed.
    """

    def __init__(self, shape, weights, prompt, length, dtype):
        self.shape, self.weights, self.prompt = shape, weights, prompt
        batch, device = prompt.shape[0], prompt.device
        size = (batch, shape.heads, length, shape.head)
        self.keys = [torch.zeros(size, dtype=dtype, device=device) for _ in range(shape.layers)]
        self.values = [torch.zeros(size, dtype=dtype, device=device) for _ in range(shape.layers)]
        self.places = torch.arange(length, device=device)
        self.token = torch.zeros(batch, 1, dtype=torch.long, device=device)
        self.first = torch.zeros_like(self.token)
        self.position = torch.zeros(1, dtype=torch.long, device=device)
        count = 0 if has_fused_attention() else prompt.shape[1]
        self.causal = torch.ones(count, count, dtype=torch.bool, device=device).tril()

    def prefill(self):
        """Reads the prompt, fills the cache and takes the first token; gives the logits of the last position."""
        count = self.prompt.shape[1]

        def attended(i, q, k, v):
            self.keys[i][:, :, :count] = k
            self.values[i][:, :, :count] = v
            return attend(q, k, v, self.causal, causal=True)

        logits = self.forward(self.prompt, self.places[:count], attended)
        self.token.copy_(logits.argmax(-1))
        self.first.copy_(self.token)
        self.position.fill_(count)
        return logits

    def restart(self):
        """Back to where prefill ended."""
        self.token.copy_(self.first)
        self.position.fill_(self.prompt.shape[1])

    def step(self):
        """Feeds one token a sequence and takes the next."""
        seen = (self.places <= self.position).view(1, 1, 1, -1)

        def attended(i, q, k, v):
            self.keys[i].index_copy_(2, self.position, k)
            self.values[i].index_copy_(2, self.position, v)
            return attend(q, self.keys[i], self.values[i], seen, causal=False)

        logits = self.forward(self.token, self.position, attended)
        self.token.copy_(logits.argmax(-1))
        self.position.add_(1)
        return logits

    def forward(self, tokens, positions, attended):
        x = self.embedded(tokens, positions)
        place = self.place(positions)
        for i, layer in enumerate(self.weights["layers"]):
            q, k, v = self.queries_keys_values(self.norm(x, layer, "norm1"), layer)
            h = attended(i, *self.placed(q, k, place), v).transpose(1, 2).reshape(x.shape)
            x = x + F.linear(h, layer["out"], layer.get("out_bias"))
            x = x + self.feed_forward(self.norm(x, layer, "norm2"), layer)
        return F.linear(self.norm(x[:, -1:], self.weights, "norm"), self.output_layer())

    def queries_keys_values(self, x, layer):
        batch, count, _ = x.shape
        product = F.linear(x, layer["qkv"], layer.get("qkv_bias"))
        return product.view(batch, count, 3, self.shape.heads, self.shape.head).permute(2, 0, 3, 1, 4)


class Llama(Decoder):
    """Touvron et al., arXiv:2302.13971: RMSNorm, rotary positions, SwiGLU."""

    def __init__(self, shape, weights, prompt, length, dtype):
        super().__init__(shape, weights, prompt, length, dtype)
        evens = torch.arange(0, shape.head, 2, device=prompt.device, dtype=torch.float64)
        angles = self.places.double()[:, None] * 10000.0 ** (-evens / shape.head)
        self.cos, self.sin = angles.cos().to(dtype), angles.sin().to(dtype)

    def embedded(self, tokens, positions):
        return F.embedding(tokens, self.weights["tokens"])

    def place(self, positions):
        return self.cos.index_select(0, positions), self.sin.index_select(0, positions)

    def placed(self, q, k, place):
        return rotated(q, *place), rotated(k, *place)

    def norm(self, x, weights, name):
        return rms_norm(x, weights[name])

    def feed_forward(self, x, layer):
        gate, up = F.linear(x, layer["gate_up"]).chunk(2, -1)
        return F.linear(F.silu(gate) * up, layer["down"])

    def output_layer(self):
        return self.weights["output"]


class Gpt2(Decoder):
    """Radford et al. 2019: LayerNorm, learned positions, GELU, biases; the embedding is the output layer."""

    def embedded(self, tokens, positions):
        return F.embedding(tokens, self.weights["tokens"]) + F.embedding(positions, self.weights["positions"])

    def place(self, positions):
        return None

    def placed(self, q, k, place):
        return q, k

    def norm(self, x, weights, name):
        return F.layer_norm(x, (x.shape[-1],), weights[name], weights[name + "_bias"], 1e-5)

    def feed_forward(self, x, layer):
        h = F.gelu(F.linear(x, layer["up"], layer["up_bias"]), approximate="tanh")
        return F.linear(h, layer["down"], layer["down_bias"])

    def output_layer(self):
        return self.weights["tokens"]


DECODERS = {"llama": Llama, "gpt2": Gpt2}


def rms_norm(x, weight):
    if hasattr(F, "rms_norm"):
        return F.rms_norm(x, (x.shape[-1],), weight, 1e-5)
    wide = x if x.dtype == torch.float64 else x.float()
    return (wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + 1e-5)).to(x.dtype) * weight


def rotated(x, cos, sin):
    """Rotary positions (Su et al., arXiv:2104.09864): number i turns with number i + head / 2."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


def has_fused_attention():
    return hasattr(F, "scaled_dot_product_attention")


def attend(q, k, v, mask, causal):
    """`mask` says which keys each query sees; not needed where the product is causal and fused."""
    if has_fused_attention():
        return F.scaled_dot_product_attention(q, k, v, attn_mask=None if causal else mask, is_causal=causal)
    scores = torch.matmul(q, k.transpose(-1, -2)) * q.shape[-1] ** -0.5
    return torch.matmul(torch.softmax(scores.masked_fill(~mask, float("-inf")), -1), v)


# ----------------------------------------------------------------------------------------------------- the weights


def allocate(shape, dtype, device):
    def tensors(sizes):
        return {name: torch.empty(size, dtype=dtype, device=device) for name, size in sizes.items()}

    return dict(tensors(outer_tensors(shape)), layers=[tensors(layer_tensors(shape)) for _ in range(shape.layers)])


def fill(weights, generator):
    """Matrices random, norms 1, biases 0."""
    for name, tensor in weights.items():
        if name == "layers":
            for layer in tensor:
                fill(layer, generator)
        elif tensor.dim() == 2:
            tensor.normal_(0.0, 0.02, generator=generator)
        else:
            tensor.fill_(0.0 if name.endswith("_bias") else 1.0)
