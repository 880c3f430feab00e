"""The learning rate after each of twenty steps (and momentum, where it is cycled) under every scheduler."""

import torch
from torch.optim import lr_scheduler as s

STEPS = 20


def cases():
    yield 'StepLR', {'step_size': 3}
    yield 'StepLR', {'step_size': 7, 'gamma': 0.5}
    yield 'MultiStepLR', {'milestones': [2, 9, 9, 15]}
    yield 'MultiStepLR', {'milestones': [5], 'gamma': 0.3}
    yield 'ExponentialLR', {'gamma': 0.9}
    yield 'CosineAnnealingLR', {'T_max': 20}
    yield 'CosineAnnealingLR', {'T_max': 7, 'eta_min': 0.01}
    yield 'CosineAnnealingWarmRestarts', {'T_0': 5}
    yield 'CosineAnnealingWarmRestarts', {'T_0': 3, 'T_mult': 2, 'eta_min': 0.02}
    yield 'LinearLR', {}
    yield 'LinearLR', {'start_factor': 1.0, 'end_factor': 0.1, 'total_iters': 12}
    yield 'ConstantLR', {}
    yield 'ConstantLR', {'factor': 0.5, 'total_iters': 8}
    yield 'PolynomialLR', {}
    yield 'PolynomialLR', {'total_iters': 15, 'power': 2.0}
    yield 'OneCycleLR', {'max_lr': 0.5, 'total_steps': 21}
    yield 'OneCycleLR', {'max_lr': 0.5, 'total_steps': 20, 'three_phase': True}
    yield 'OneCycleLR', {'max_lr': 0.5, 'total_steps': 25, 'anneal_strategy': 'linear', 'pct_start': 0.45, 'div_factor': 10, 'final_div_factor': 100, 'base_momentum': 0.6, 'max_momentum': 0.8}


METRICS = [1.0, 0.9, 0.9, 0.89999, 0.95, 0.8, 0.81, 0.82, 0.83, 0.84, 0.8, 0.79995, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]


def plateaus():
    yield {'patience': 2}
    yield {'patience': 1, 'factor': 0.5, 'cooldown': 2}
    yield {'patience': 0, 'threshold': 0.05, 'threshold_mode': 'abs'}
    yield {'patience': 2, 'mode': 'max', 'factor': 0.3}
    yield {'patience': 0, 'mode': 'max', 'threshold_mode': 'abs', 'min_lr': 0.01}
    yield {'patience': 0, 'factor': 0.1, 'eps': 0.001}


def optimizer(kind='SGD'):
    w = torch.zeros(1, requires_grad=True)
    return torch.optim.SGD([w], lr=0.1, momentum=0.9) if kind == 'SGD' else torch.optim.Adam([w], lr=0.1)


def trace(scheduler, opt, steps=STEPS):
    rates, momenta = [], []
    for _ in range(steps + 1):
        group = opt.param_groups[0]
        rates.append(group['lr'])
        momenta.append(group['betas'][0] if 'betas' in group else group['momentum'])
        opt.step()
        scheduler.step()
    return rates, momenta


def schedule_cases():
    for name, options in cases():
        for kind in ['SGD', 'Adam'] if name == 'OneCycleLR' else ['SGD']:
            opt = optimizer(kind)
            rates, momenta = trace(getattr(s, name)(opt, **options), opt, 19 if name == 'OneCycleLR' else STEPS)
            case = {'scheduler': name, 'options': options, 'optimizer': kind, 'rates': rates}
            yield dict(case, momenta=momenta) if name == 'OneCycleLR' else case
    opt = optimizer()
    parts = [s.LinearLR(opt, start_factor=0.25, total_iters=5), s.CosineAnnealingLR(opt, T_max=12, eta_min=0.01), s.StepLR(opt, 2, 0.5)]
    yield {'scheduler': 'SequentialLR', 'options': {'milestones': [5, 16]}, 'optimizer': 'SGD', 'rates': trace(s.SequentialLR(opt, parts, [5, 16]), opt)[0]}
    opt = optimizer()
    yield {'scheduler': 'LambdaLR', 'options': {}, 'optimizer': 'SGD', 'rates': trace(s.LambdaLR(opt, lambda t: 0.95 ** t / (1 + t)), opt)[0]}
    for options in plateaus():
        opt = optimizer()
        scheduler = s.ReduceLROnPlateau(opt, **options)
        rates = []
        for metric in METRICS:
            scheduler.step(metric)
            rates.append(opt.param_groups[0]['lr'])
        yield {'scheduler': 'ReduceLROnPlateau', 'options': options, 'optimizer': 'SGD', 'metrics': METRICS, 'rates': rates}
