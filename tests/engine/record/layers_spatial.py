"""Convolution and pooling over the ugly corners of the grid."""

import torch
import torch.nn.functional as F

from layers_case import draw, record


def sides(padding):
    """Asymmetric padding in the order of F.pad: left, right, top, bottom."""
    return [padding[side] for side in ('left', 'right', 'top', 'bottom')]


def conv2d(title, x, w, bias=True, **options):
    """x: (N, C, H, W), w: (O, C / groups, kH, kW) as plain shapes."""
    inputs = {'input': draw(*x), 'weight': draw(*w)}
    if bias:
        inputs['bias'] = draw(w[0])

    def run(input, weight, bias=None):
        padding = options.get('padding', 0)
        if isinstance(padding, dict):
            input, padding = F.pad(input, sides(padding)), 0
        rest = {k: v for k, v in options.items() if k != 'padding'}
        return F.conv2d(input, weight, bias, padding=padding, **rest)

    return record('conv2d', title, inputs, options, run)


def conv1d(title, x, w, **options):
    inputs = {'input': draw(*x), 'weight': draw(*w), 'bias': draw(w[0])}
    return record('conv1d', title, inputs, options, lambda input, weight, bias: F.conv1d(input, weight, bias, **options))


def conv_transpose(title, x, w, groups=1, bias=True, **options):
    """w: (C, O / groups, kH, kW)."""
    inputs = {'input': draw(*x), 'weight': draw(*w)}
    if bias:
        inputs['bias'] = draw(w[1] * groups)
    name, function = ('convTranspose2d', F.conv_transpose2d) if len(x) == 4 else ('convTranspose1d', F.conv_transpose1d)
    options = {**options, **({'groups': groups} if groups != 1 else {})}
    renamed = {('outputPadding' if k == 'output_padding' else k): v for k, v in options.items()}
    return record(name, title, inputs, renamed, lambda input, weight, bias=None: function(input, weight, bias, **options))


def conv_second(title, x, w, **options):
    """Gradient of |∂L/∂x|² + |∂L/∂w|² with L = Σ tanh(conv): every second derivative of the convolution takes part."""
    inputs = {'input': draw(*x), 'weight': draw(*w)}

    def run(input, weight):
        loss = torch.tanh(F.conv2d(input, weight, None, **options)).sum()
        gx, gw = torch.autograd.grad(loss, (input, weight), create_graph=True)
        return (gx ** 2).sum() + (gw ** 2).sum()

    return record('conv2dSecondDerivative', title, inputs, options, run)


POOL_WORDS = {'ceil_mode': 'ceilMode', 'count_include_pad': 'countIncludePad', 'kernel_size': 'kernelSize'}


def pool(op, title, x, kernel_size, integers=False, positive=False, **options):
    inputs = {'input': draw(*x, integers=integers, positive=positive)}
    kernel = {'kernel_size': kernel_size, **options}

    def run(input):
        if op == 'maxPool2d':
            return F.max_pool2d(input, **kernel, return_indices=True)
        if op == 'minPool2d':
            return -F.max_pool2d(-input, **kernel)
        if op == 'l2Pool2d':
            return F.lp_pool2d(input, 2, **kernel)
        return F.avg_pool2d(input, **kernel)

    named = {POOL_WORDS.get(k, k): v for k, v in kernel.items()}
    return record(op, title, inputs, named, run)


def conv_cases():
    yield conv2d('plain 3×3', (2, 3, 5, 6), (4, 3, 3, 3))
    yield conv2d('no bias, kernel 1', (2, 2, 3, 4), (3, 2, 1, 1), bias=False)
    yield conv2d('one image, one channel, one filter', (1, 1, 4, 4), (1, 1, 2, 2))
    yield conv2d('image and kernel of size 1', (1, 1, 1, 1), (1, 1, 1, 1))
    yield conv2d('kernel as large as the image', (2, 2, 3, 5), (2, 2, 3, 5))
    yield conv2d('stride larger than the kernel', (1, 2, 8, 9), (2, 2, 2, 2), stride=3)
    yield conv2d('stride that leaves a border unread', (1, 1, 6, 8), (2, 1, 3, 3), stride=2)
    yield conv2d('unequal strides', (2, 1, 6, 7), (2, 1, 3, 2), stride=[1, 3])
    yield conv2d('padding', (1, 2, 4, 5), (2, 2, 3, 3), padding=1)
    yield conv2d('padding larger than the kernel', (1, 1, 2, 3), (1, 1, 2, 2), padding=3)
    yield conv2d('unequal padding', (1, 2, 3, 5), (2, 2, 3, 3), padding=[2, 0], stride=[2, 1])
    yield conv2d('dilation', (1, 1, 7, 8), (2, 1, 3, 3), dilation=2)
    yield conv2d('dilation with padding and stride', (2, 2, 5, 6), (2, 2, 3, 2), dilation=[2, 3], padding=[2, 3], stride=2)
    yield conv2d('groups', (2, 4, 4, 5), (6, 2, 3, 3), groups=2, padding=1)
    yield conv2d('depthwise', (2, 3, 5, 4), (3, 1, 3, 3), groups=3)
    yield conv2d('depthwise, multiplier 2, stride, dilation', (1, 3, 7, 6), (6, 1, 2, 2), groups=3, stride=2, dilation=2, padding=1)
    yield conv2d('even kernel', (1, 2, 5, 5), (2, 2, 4, 2), padding=[2, 1])
    yield conv2d('valid', (1, 2, 4, 4), (1, 2, 3, 3), padding='valid')
    yield conv2d('same, odd kernel', (1, 2, 4, 5), (2, 2, 3, 5), padding='same')
    yield conv2d('same, even kernel and dilation', (1, 1, 5, 6), (2, 1, 2, 4), padding='same', dilation=[3, 1])
    yield conv2d('asymmetric padding', (1, 2, 4, 3), (2, 2, 3, 2), padding={'top': 0, 'bottom': 1, 'left': 2, 'right': 0})
    yield conv2d('asymmetric padding with stride', (1, 1, 5, 5), (1, 1, 2, 2), stride=2, padding={'top': 1, 'bottom': 0, 'left': 1, 'right': 2})
    yield conv1d('sequence', (2, 3, 7), (4, 3, 3))
    yield conv1d('sequence, stride, padding, dilation, groups', (2, 4, 8), (4, 2, 2), stride=3, padding=2, dilation=2, groups=2)
    yield conv1d('sequence, same', (1, 2, 6), (2, 2, 4), padding='same')
    yield conv_transpose('plain', (2, 3, 3, 4), (3, 2, 3, 3))
    yield conv_transpose('stride', (1, 2, 3, 3), (2, 2, 2, 2), stride=2)
    yield conv_transpose('stride larger than the kernel', (1, 1, 3, 2), (1, 2, 2, 1), stride=3, bias=False)
    yield conv_transpose('stride, padding, output padding', (1, 2, 3, 4), (2, 3, 3, 3), stride=2, padding=1, output_padding=1)
    yield conv_transpose('unequal everything', (2, 2, 3, 2), (2, 1, 3, 2), stride=[2, 3], padding=[1, 0], output_padding=[0, 2], dilation=[1, 2])
    yield conv_transpose('groups', (1, 4, 3, 3), (4, 3, 2, 3), groups=2, stride=2)
    yield conv_transpose('depthwise, dilation', (1, 3, 3, 3), (3, 1, 2, 2), groups=3, dilation=2, output_padding=1)
    yield conv_transpose('sequence', (2, 3, 4), (3, 2, 3), stride=2, padding=1, output_padding=1)
    yield conv_second('plain', (1, 1, 4, 4), (1, 1, 2, 2))
    yield conv_second('stride, padding, dilation', (1, 2, 5, 5), (2, 2, 2, 3), stride=2, padding=1, dilation=2)
    yield conv_second('groups', (2, 4, 3, 3), (2, 2, 2, 2), groups=2, padding=1)


def pool_cases():
    for op in ('maxPool2d', 'minPool2d', 'avgPool2d', 'l2Pool2d'):
        yield pool(op, 'plain', (2, 3, 4, 6), 2)
        yield pool(op, 'remainder dropped', (1, 2, 5, 7), 2)
        yield pool(op, 'remainder kept by ceil mode', (1, 2, 5, 7), 2, ceil_mode=True)
        yield pool(op, 'overlapping', (1, 1, 6, 5), 3, stride=1)
        yield pool(op, 'stride larger than the kernel', (1, 2, 7, 8), 2, stride=3)
        yield pool(op, 'stride larger than the kernel, ceil mode', (1, 2, 6, 9), 2, stride=3, ceil_mode=True)
        yield pool(op, 'non-square window', (2, 1, 5, 6), [3, 2], stride=[2, 1])
        yield pool(op, 'size 1', (1, 1, 1, 1), 1)
        yield pool(op, 'window of the whole map', (2, 2, 3, 4), [3, 4])
        if op != 'l2Pool2d':
            yield pool(op, 'padding', (1, 2, 5, 4), 3, stride=2, padding=1)
            yield pool(op, 'padding, ceil mode', (1, 1, 6, 7), [3, 2], stride=[2, 3], padding=[1, 1], ceil_mode=True)
            yield pool(op, 'ceil mode whose last window would start in the padding', (1, 1, 4, 4), 2, stride=3, padding=1, ceil_mode=True)
        if op in ('maxPool2d', 'minPool2d'):
            yield pool(op, 'ties: the first in row-major order', (1, 2, 6, 6), 3, integers=True, stride=2)
            yield pool(op, 'dilation', (1, 1, 7, 7), 3, stride=2, dilation=2, padding=1)
    yield pool('avgPool2d', 'padding not counted', (1, 2, 5, 4), 3, stride=2, padding=1, count_include_pad=False)
    yield pool('avgPool2d', 'padding not counted, ceil mode', (1, 1, 6, 7), [3, 2], stride=[2, 3], padding=1, ceil_mode=True, count_include_pad=False)
    for shape, size in (((2, 2, 5, 7), [2, 3]), ((1, 1, 3, 2), [5, 4]), ((1, 2, 4, 4), [1, 1])):
        inputs = {'input': draw(*shape)}
        yield record('adaptiveAvgPool2d', 'to %d×%d' % tuple(size), inputs, {'outputSize': size},
                     lambda input: F.adaptive_avg_pool2d(input, size))
    inputs = {'input': draw(2, 3, 3, 4)}
    yield record('globalMaxPool2d', 'largest of the map', inputs, {}, lambda input: F.adaptive_max_pool2d(input, 1))
