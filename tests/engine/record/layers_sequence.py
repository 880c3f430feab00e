"""Recurrent layers, attention, the transformer block."""

import math

import torch
import torch.nn.functional as F
from torch import nn

from layers_case import draw, record

GATES = {'rnn': 1, 'gru': 3, 'lstm': 4}


def recurrent(kind, title, sizes, layers=1, bidirectional=False, bias=True, initial=True, nonlinearity='tanh'):
    """sizes: (B, T, inputSize, hiddenSize). Weights carry PyTorch's own names (weight_ih_l0, …)."""
    batch, time, width, hidden = sizes
    extra = {'nonlinearity': nonlinearity} if kind == 'rnn' else {}
    module = {'rnn': nn.RNN, 'gru': nn.GRU, 'lstm': nn.LSTM}[kind](
        width, hidden, layers, bias=bias, batch_first=True, bidirectional=bidirectional, **extra).double()
    inputs = {'input': draw(batch, time, width)}
    directions = 2 if bidirectional else 1
    if initial:
        inputs['h0'] = draw(layers * directions, batch, hidden)
        if kind == 'lstm':
            inputs['c0'] = draw(layers * directions, batch, hidden)
    for name, parameter in module.named_parameters():
        parameter.data.copy_(draw(*parameter.shape).detach())
        inputs[name] = parameter  # recurrent modules keep their weights in a list of their own: set them in place

    def run(input, h0=None, c0=None, **_):
        state = (h0, c0) if kind == 'lstm' and initial else h0
        output, final = module(input, state) if initial else module(input)
        return [output, *final] if kind == 'lstm' else [output, final]

    options = {'numLayers': layers, 'bidirectional': bidirectional, 'bias': bias, **extra}
    return record(kind, title, inputs, options, run)


def gru_reset_before(title, sizes):
    """The reset gate multiplies the state before the matrix product (Cho et al. 2014; Keras reset_after=False)."""
    batch, time, width, hidden = sizes
    inputs = {'input': draw(batch, time, width), 'h0': draw(1, batch, hidden), 'weight_ih_l0': draw(3 * hidden, width),
              'weight_hh_l0': draw(3 * hidden, hidden), 'bias_ih_l0': draw(3 * hidden), 'bias_hh_l0': draw(3 * hidden)}

    def run(input, h0, weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0):
        h, outputs = h0[0], []
        w_r, w_z, w_n = weight_hh_l0.chunk(3)
        b_r, b_z, b_n = bias_hh_l0.chunk(3)
        for t in range(time):
            i_r, i_z, i_n = F.linear(input[:, t], weight_ih_l0, bias_ih_l0).chunk(3, 1)
            r = torch.sigmoid(i_r + F.linear(h, w_r, b_r))
            z = torch.sigmoid(i_z + F.linear(h, w_z, b_z))
            n = torch.tanh(i_n + F.linear(r * h, w_n, b_n))
            h = (1 - z) * n + z * h
            outputs.append(h)
        return [torch.stack(outputs, 1), h.unsqueeze(0)]

    return record('gru', title, inputs, {'numLayers': 1, 'bidirectional': False, 'bias': True, 'resetAfter': False}, run)


def attention(title, query, key, value, mask=None, causal=False):
    inputs = {'query': draw(*query), 'key': draw(*key), 'value': draw(*value)}
    options = {'isCausal': causal, **({} if mask is None else {'attnMask': mask})}

    def run(query, key, value):
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
        if causal:
            keep = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
            scores = scores.masked_fill(~keep, float('-inf'))
        if mask is not None:
            scores = scores.masked_fill(~torch.tensor(mask, dtype=torch.bool), float('-inf'))
        probs = scores.softmax(-1)
        return [probs @ value, probs]

    return record('scaledDotProductAttention', title, inputs, options, run)


def multi_head(title, sizes, heads, self_attention=True, causal=False, padding=None, bias=True):
    """sizes: (B, T, S, E). One projection matrix (3E, E) for query, key and value, as in PyTorch."""
    batch, target, source, width = sizes
    module = nn.MultiheadAttention(width, heads, bias=bias, batch_first=True).double()
    inputs = {'query': draw(batch, target, width)}
    if not self_attention:
        inputs.update(key=draw(batch, source, width), value=draw(batch, source, width))
    for name, parameter in module.named_parameters():
        inputs[name.replace('.', '_')] = draw(*parameter.shape)
    mask = torch.ones(target, source, dtype=torch.bool).triu(1) if causal else None
    ignore = None if padding is None else torch.tensor(padding, dtype=torch.bool)

    def run(query, key=None, value=None, **weights):
        named = {k.replace('out_proj_', 'out_proj.'): v for k, v in weights.items()}
        key, value = (query, query) if key is None else (key, value)
        keywords = {'attn_mask': mask, 'key_padding_mask': ignore, 'average_attn_weights': False}
        return nn.utils.stateless.functional_call(module, named, (query, key, value), keywords)

    options = {'nHead': heads, 'isCausal': causal, **({} if padding is None else {'keyPaddingMask': padding})}
    return record('multiHeadAttention', title, inputs, options, run)


def block(title, sizes, heads, norm_first, activation):
    """PyTorch's TransformerEncoderLayer without dropout. sizes: (B, T, E, feed-forward width)."""
    batch, time, width, inner = sizes
    module = nn.TransformerEncoderLayer(width, heads, inner, 0.0, activation, batch_first=True, norm_first=norm_first).double()
    inputs = {'input': draw(batch, time, width)}
    for name, parameter in module.named_parameters():
        inputs[name.replace('.', '__')] = draw(*parameter.shape)

    def run(input, **weights):
        named = {k.replace('__', '.'): v for k, v in weights.items()}
        return nn.utils.stateless.functional_call(module, named, (input,))

    return record('transformerBlock', title, inputs, {'nHead': heads, 'normFirst': norm_first, 'activation': activation}, run)


def sequence_cases():
    for kind in ('rnn', 'gru', 'lstm'):
        yield recurrent(kind, 'one layer', (2, 3, 2, 3))
        yield recurrent(kind, 'zero initial state, no bias', (1, 2, 3, 2), bias=False, initial=False)
        yield recurrent(kind, 'two layers', (2, 3, 2, 2), layers=2)
        yield recurrent(kind, 'two layers, both directions', (1, 3, 2, 2), layers=2, bidirectional=True)
        yield recurrent(kind, 'one step, one feature, one unit', (1, 1, 1, 1))
    yield recurrent('rnn', 'relu', (2, 3, 2, 3), nonlinearity='relu')
    yield gru_reset_before('reset before the product', (2, 3, 2, 3))
    yield attention('plain', (2, 3, 4), (2, 5, 4), (2, 5, 2))
    yield attention('causal', (2, 2, 4, 3), (2, 2, 4, 3), (2, 2, 4, 3), causal=True)
    yield attention('mask', (2, 3, 2), (2, 3, 2), (2, 3, 2), mask=[[1, 0, 1], [1, 1, 0], [0, 1, 0]])
    yield attention('one token', (1, 1, 1), (1, 1, 1), (1, 1, 1))
    yield multi_head('self-attention', (2, 3, 3, 4), 2)
    yield multi_head('self-attention, causal', (1, 4, 4, 6), 3, causal=True)
    yield multi_head('cross-attention', (2, 2, 3, 4), 2, self_attention=False)
    yield multi_head('padding ignored', (2, 3, 3, 4), 1, padding=[[0, 0, 1], [0, 0, 0]])
    yield multi_head('no bias', (1, 2, 2, 4), 4, bias=False)
    yield block('norm after, relu', (2, 3, 4, 5), 2, False, 'relu')
    yield block('norm before, gelu', (1, 3, 4, 6), 2, True, 'gelu')
