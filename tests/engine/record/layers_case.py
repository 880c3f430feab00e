"""What every recorded layer case is made of: seeded inputs, one forward pass, one backward pass, compact numbers."""

import json
import platform

import torch

SEED = 20261121
generator = torch.Generator().manual_seed(SEED)


def draw(*shape, integers=False, positive=False):
    """A float64 leaf: normal draws rounded to three decimals, or small integers so that maxima tie."""
    if integers:
        values = torch.randint(-2, 3, shape, generator=generator).double()
    else:
        values = torch.randn(shape, generator=generator, dtype=torch.float64)
        values = (values * 1000).round() / 1000
    if positive:
        values = values.abs() + 0.125
    return values.requires_grad_()


def number(value):
    """Thirteen significant digits: five more than the tolerance needs."""
    if value != value or value in (float('inf'), float('-inf')):
        raise ValueError('a fixture holds only finite numbers')
    return int(value) if value == int(value) and abs(value) < 1e15 else float('%.13g' % value)


def packed(tensor):
    return {'shape': list(tensor.shape), 'data': [number(v) for v in tensor.detach().reshape(-1).tolist()]}


def record(op, title, inputs, options, run):
    """Runs `run(**inputs)` and the gradient of the sum of its outputs weighted by recorded cotangents."""
    for tensor in inputs.values():
        tensor.grad = None
    outputs = run(**inputs)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    cotangents = [draw(*o.shape).detach() if o.is_floating_point() else None for o in outputs]
    terms = [(o * c).sum() for o, c in zip(outputs, cotangents) if c is not None]
    sum(terms).backward()
    unused = [name for name, t in inputs.items() if t.grad is None]
    if unused:
        raise ValueError('%s, %s: no gradient reached %s' % (op, title, unused))
    return {
        'op': op,
        'title': title,
        'options': options,
        'inputs': {name: packed(t) for name, t in inputs.items()},
        'outputs': [packed(o) for o in outputs],
        'cotangents': [packed(c) for c in cotangents if c is not None],
        'grads': {name: packed(t.grad) for name, t in inputs.items()},
    }


def write(path, script, cases):
    document = {
        'provenance': {
            'implementation': 'PyTorch ' + torch.__version__ + ' (Debian python3-torch), CPU, float64',
            'python': platform.python_version(),
            'script': 'tests/engine/record/' + script,
            'seed': SEED,
        },
        'cases': cases,
    }
    lines = ',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases)
    head = json.dumps(document['provenance'], separators=(',', ':'))
    with open(path, 'w') as file:
        file.write('{"provenance":%s,\n"cases":[\n%s\n]}\n' % (head, lines))
    print(path, len(cases), 'cases')
