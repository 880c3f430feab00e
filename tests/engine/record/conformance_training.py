"""Optimizers with every option over 20 steps, clipping, and schedules over 14 epochs."""
import torch
from torch.optim import lr_scheduler

from conformance_case import argument, normal, pack

STEPS = 20

OPTIMIZERS = [
    ("SGD", {"lr": 0.2}),
    ("SGD", {"lr": 0.05, "momentum": 0.7, "dampening": 0.3, "weight_decay": 0.02}),
    ("SGD", {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1}),
    ("SGD", {"lr": 0.02, "momentum": 0.9, "maximize": True}),
    ("Adam", {"lr": 0.03, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.05}),
    ("Adam", {"lr": 0.1, "amsgrad": True, "betas": (0.5, 0.9)}),
    ("Adam", {"lr": 0.01, "maximize": True, "betas": (0.0, 0.999)}),
    ("AdamW", {"lr": 0.05, "weight_decay": 0.3}),
    ("AdamW", {"lr": 0.05, "weight_decay": 0.0, "amsgrad": True, "eps": 1e-2, "betas": (0.9, 0.7)}),
    ("RMSprop", {"lr": 0.02, "alpha": 0.6, "eps": 1e-4, "weight_decay": 0.1}),
    ("RMSprop", {"lr": 0.02, "alpha": 0.9, "centered": True, "momentum": 0.6}),
    ("RMSprop", {"lr": 0.01, "momentum": 0.3}),
    ("Adagrad", {"lr": 0.3, "lr_decay": 0.1, "weight_decay": 0.2, "initial_accumulator_value": 0.5, "eps": 1e-3}),
    ("Adagrad", {"lr": 0.3}),
    ("Adadelta", {"lr": 0.7, "rho": 0.6, "eps": 1e-3, "weight_decay": 0.1}),
    ("Adadelta", {}),
]

NAMES = {"lr": "learningRate", "weight_decay": "weightDecay", "lr_decay": "learningRateDecay",
         "initial_accumulator_value": "initialAccumulatorValue"}


def ours(options):
    named = {NAMES.get(key, key): value for key, value in options.items() if key != "betas"}
    if "betas" in options:
        named["beta1"], named["beta2"] = options["betas"]
    return named


def optimizers():
    for (name, options), dtype in [(o, d) for o in OPTIMIZERS for d in (torch.float64, torch.float32)]:
        start = [normal(3).to(dtype), normal(2, 2).to(dtype)]
        params = [value.clone().requires_grad_() for value in start]
        optimizer = getattr(torch.optim, name)([{"params": [params[0]]}, {"params": [params[1]], "lr": 0.011}], **options)
        steps, gradients = [], []
        for step in range(STEPS):
            gradients.append([normal(*value.shape).to(dtype) for value in start])
            for param, gradient in zip(params, gradients[-1]):
                param.grad = gradient.clone() if step != 7 else None  # a step without gradients changes nothing
            optimizer.step()
            steps.append([pack(param) for param in params])
        yield {"optimizer": name, "options": ours(options), "secondLearningRate": 0.011, "without": 7,
               "start": [pack(value) for value in start],
               "gradients": [[pack(g) for g in pair] for pair in gradients], "steps": steps}


def clipping():
    for norm_type, limit in ((2.0, 1.0), (1.0, 0.5), (float("inf"), 0.3), (2.0, 100.0)):
        grads = [normal(3), normal(2, 2)]
        params = [torch.zeros_like(g, requires_grad=True) for g in grads]
        for param, grad in zip(params, grads):
            param.grad = grad.clone()
        total = torch.nn.utils.clip_grad_norm_(params, limit, norm_type)
        yield {"clip": limit, "options": argument({"normType": norm_type}), "gradients": [pack(g) for g in grads],
               "total": float(total), "clipped": [pack(p.grad) for p in params]}


SCHEDULES = [
    ("StepLR", {"step_size": 4, "gamma": 0.3}), ("MultiStepLR", {"milestones": [2, 2, 9], "gamma": 0.7}),
    ("ExponentialLR", {"gamma": 0.85}), ("CosineAnnealingLR", {"T_max": 5, "eta_min": 0.02}),
    ("CosineAnnealingWarmRestarts", {"T_0": 2, "T_mult": 3, "eta_min": 0.01}), ("PolynomialLR", {"total_iters": 9, "power": 2.5}),
    ("LinearLR", {"start_factor": 0.1, "end_factor": 0.9, "total_iters": 6}), ("ConstantLR", {"factor": 0.25, "total_iters": 3}),
    ("OneCycleLR", {"max_lr": 0.7, "total_steps": 20, "pct_start": 0.4, "anneal_strategy": "linear", "div_factor": 5.0}),
    ("OneCycleLR", {"max_lr": 0.7, "total_steps": 17, "three_phase": True}),
]
SCHEDULE_NAMES = {"T_max": "tMax", "T_0": "t0", "T_mult": "tMult", "max_lr": "maxLR"}


def camel(name):
    head, *tail = name.split("_")
    return SCHEDULE_NAMES.get(name, head + "".join(part.capitalize() for part in tail))


def schedules():
    for name, options in SCHEDULES:
        if not hasattr(lr_scheduler, name):
            continue
        param = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([param], lr=0.4, momentum=0.9)
        schedule = getattr(lr_scheduler, name)(optimizer, **options)
        rates = []
        for _ in range(14):
            rates.append([optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]])
            optimizer.step()
            schedule.step()
        yield {"schedule": name, "options": {camel(key): value for key, value in options.items()}, "rates": rates}


def plateau():
    losses = [5.0, 4.0, 4.0, 3.9999, 4.2, 4.1, 3.0, 3.0, 3.0, 3.0, 3.0, 2.9, float("nan"), 2.95]
    for options in ({"factor": 0.5, "patience": 1}, {"factor": 0.2, "patience": 0, "cooldown": 2, "min_lr": 0.05},
                    {"factor": 0.5, "patience": 1, "threshold": 0.2, "threshold_mode": "abs", "mode": "min"}):
        param = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([param], lr=0.4)
        schedule = lr_scheduler.ReduceLROnPlateau(optimizer, **options)
        rates = []
        for loss in losses:
            schedule.step(loss)
            rates.append(optimizer.param_groups[0]["lr"])
        named = {("minLR" if key == "min_lr" else camel(key)): value for key, value in options.items()}
        yield {"plateau": argument(losses), "options": named, "rates": rates}


def cases():
    return [*optimizers(), *clipping(), *schedules(), *plateau()]
