"""Twenty steps of every optimizer and option combination on one fixed, non-quadratic loss."""

import itertools

import torch

STEPS = 20
START = [[1.5, -0.7, 0.3], [0.0, 2.0, -1.1]]
SECOND = [0.4, -0.9]


def loss_of(w, u):
    """Couples both parameters; its gradient is zero for no coordinate. Written again in the test."""
    curvature = torch.tensor([[1.0, 10.0, 0.1], [3.0, 0.5, 2.0]], dtype=w.dtype)
    return (curvature * w * w / 2).sum() + (w.sum(1) * u).sum() + (u ** 4).sum() / 4 + 0.3 * w[0, 0] * w[1, 2]


def combinations(**choices):
    for values in itertools.product(*choices.values()):
        yield dict(zip(choices, values))


def option_sets():
    for o in combinations(momentum=[0, 0.9], dampening=[0, 0.3], weight_decay=[0, 0.1], nesterov=[False, True], maximize=[False, True]):
        if o['nesterov'] and (o['momentum'] == 0 or o['dampening'] != 0):
            continue
        yield 'SGD', dict(o, lr=0.001 if o['maximize'] else 0.05)
    for o in combinations(lr_decay=[0, 0.1], weight_decay=[0, 0.1], initial_accumulator_value=[0, 0.5], eps=[1e-10, 0.01], maximize=[False, True]):
        yield 'Adagrad', dict(o, lr=0.1)
    for o in combinations(alpha=[0.99, 0.5], weight_decay=[0, 0.1], momentum=[0, 0.8], centered=[False, True], eps=[1e-8, 0.01], maximize=[False, True]):
        yield 'RMSprop', dict(o, lr=0.01)
    for name in ['Adam', 'AdamW']:
        for o in combinations(betas=[(0.9, 0.999), (0.5, 0.7)], weight_decay=[0, 0.1], eps=[1e-8, 0.01], amsgrad=[False, True], maximize=[False, True]):
            yield name, dict(o, lr=0.1)
    yield 'AdamW', {}
    yield 'Adam', {}
    for o in combinations(rho=[0.9, 0.5], weight_decay=[0, 0.1], eps=[1e-6, 0.01], maximize=[False, True]):
        yield 'Adadelta', dict(o, lr=1.0)


def run(name, options, dtype=torch.float64, groups=None):
    w = torch.tensor(START, dtype=dtype, requires_grad=True)
    u = torch.tensor(SECOND, dtype=dtype, requires_grad=True)
    params = [w, u] if groups is None else [{'params': [w], **groups[0]}, {'params': [u], **groups[1]}]
    optimizer = getattr(torch.optim, name)(params, **options)
    path = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss_of(w, u).backward()
        optimizer.step()
        path.append([float('%.14g' % v) for v in w.detach().reshape(-1).tolist() + u.detach().tolist()])
    return path


def optimizer_cases():
    for name, options in option_sets():
        # Every step of the weights for the last one, both ends and the middle: the rest follows from them.
        path = run(name, options)
        yield {'optimizer': name, 'options': options, 'steps': [1, 2, 3, 10, 20], 'path': [path[i - 1] for i in (1, 2, 3, 10, 20)]}
    for name, options in [('SGD', {'lr': 0.05, 'momentum': 0.9}), ('Adam', {'lr': 0.1}), ('RMSprop', {'lr': 0.01, 'momentum': 0.8, 'centered': True})]:
        path = run(name, options, torch.float32)
        yield {'optimizer': name, 'options': options, 'dtype': 'float32', 'steps': [1, 20], 'path': [path[0], path[19]]}
    groups = [{'lr': 0.02, 'weight_decay': 0.2}, {'momentum': 0.5}]
    path = run('SGD', {'lr': 0.05, 'momentum': 0.9}, groups=groups)
    yield {'optimizer': 'SGD', 'options': {'lr': 0.05, 'momentum': 0.9}, 'groups': groups, 'steps': [1, 20], 'path': [path[0], path[19]]}
