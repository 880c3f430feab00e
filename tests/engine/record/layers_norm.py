"""Normalisation, linear and embedding layers."""

import torch
import torch.nn.functional as F

from layers_case import draw, packed, record


def batch_norm(title, shape, training=True, momentum=0.1, affine=True, eps=1e-5):
    channels = shape[1]
    inputs = {'input': draw(*shape)}
    if affine:
        inputs.update(weight=draw(channels), bias=draw(channels))
    before = {'runningMean': draw(channels).detach(), 'runningVar': draw(channels, positive=True).detach()}
    mean, var = before['runningMean'].clone(), before['runningVar'].clone()
    run = lambda input, weight=None, bias=None: F.batch_norm(input, mean, var, weight, bias, training, momentum, eps)
    options = {'training': training, 'momentum': momentum, 'eps': eps}
    case = record('batchNorm', title, inputs, options, run)
    case['state'] = {'runningMean': packed(before['runningMean']), 'runningVar': packed(before['runningVar'])}
    case['stateAfter'] = {'runningMean': packed(mean), 'runningVar': packed(var)}
    return case


def layer_norm(title, shape, normalized, affine=True, eps=1e-5):
    inputs = {'input': draw(*shape)}
    if affine:
        inputs.update(weight=draw(*normalized), bias=draw(*normalized))
    return record('layerNorm', title, inputs, {'normalizedShape': list(normalized), 'eps': eps},
                  lambda input, weight=None, bias=None: F.layer_norm(input, normalized, weight, bias, eps))


def group_norm(title, shape, groups, affine=True):
    inputs = {'input': draw(*shape)}
    if affine:
        inputs.update(weight=draw(shape[1]), bias=draw(shape[1]))
    return record('groupNorm', title, inputs, {'numGroups': groups},
                  lambda input, weight=None, bias=None: F.group_norm(input, groups, weight, bias))


def instance_norm(title, shape):
    inputs = {'input': draw(*shape), 'weight': draw(shape[1]), 'bias': draw(shape[1])}
    return record('instanceNorm', title, inputs, {}, lambda input, weight, bias: F.instance_norm(input, None, None, weight, bias))


def embedding(title, indices, size, padding=None):
    inputs = {'weight': draw(*size)}
    index = torch.tensor(indices)
    options = {'indices': indices, **({} if padding is None else {'paddingIdx': padding})}
    return record('embedding', title, inputs, options, lambda weight: F.embedding(index, weight, padding_idx=padding))


def norm_cases():
    yield batch_norm('features, training', (5, 3))
    yield batch_norm('features, evaluation', (4, 3), training=False)
    yield batch_norm('sequence, training', (3, 2, 4))
    yield batch_norm('images, training', (3, 2, 2, 3), momentum=0.3)
    yield batch_norm('images, evaluation', (2, 3, 2, 2), training=False)
    yield batch_norm('images, no scale and shift, large eps', (2, 2, 3, 2), affine=False, eps=0.1)
    yield batch_norm('one image, one channel', (1, 1, 2, 3))
    yield layer_norm('features', (4, 5), (5,))
    yield layer_norm('sequence', (2, 3, 4), (4,))
    yield layer_norm('two axes', (2, 3, 4), (3, 4))
    yield layer_norm('no scale and shift, large eps', (3, 4), (4,), affine=False, eps=0.5)
    yield layer_norm('one feature: everything becomes the bias', (3, 1), (1,))
    yield group_norm('two groups', (2, 4, 3, 2), 2)
    yield group_norm('one group', (2, 3, 2, 2), 1)
    yield group_norm('as many groups as channels, sequence', (2, 3, 4), 3)
    yield group_norm('features, no scale and shift', (3, 6), 2, affine=False)
    yield instance_norm('images', (2, 3, 2, 4))
    yield instance_norm('sequence', (2, 2, 5))
    yield embedding('repeated rows', [[0, 2, 2], [4, 0, 1]], (5, 3))
    yield embedding('padding row gets no gradient', [1, 0, 3, 1, 0], (4, 2), padding=1)
    for shape, out, bias in (((3, 4), 2, True), ((2, 3, 4), 5, True), ((4,), 3, True), ((1, 1), 1, False)):
        inputs = {'input': draw(*shape), 'weight': draw(out, shape[-1]), **({'bias': draw(out)} if bias else {})}
        yield record('linear', str(list(shape)) + ' to ' + str(out), inputs, {}, lambda input, weight, bias=None: F.linear(input, weight, bias))
