"""How a conformance case is recorded: a call of the public API by name, its tensors, and what PyTorch answers.

A tensor among the arguments is {"tensor": name}. All gradients are of the sum of the outputs, each weighted by evenly
spaced numbers from -0.9 to 1.1.
"""
import math

import torch

CASES = []
DTYPES = {"float64": torch.float64, "float32": torch.float32}


def number(value):
    """JSON has no infinities: they are strings, and zero keeps its sign."""
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}[str(value)]
    return "-0" if value == 0 and math.copysign(1, value) < 0 else value


def pack(tensor):
    dtype = {torch.float64: "float64", torch.float32: "float32"}.get(tensor.dtype, "int32")
    flat = tensor.detach().reshape(-1)
    digits = 8 if dtype == "float32" else 13
    data = [number(float(f"%.{digits}g" % v) if dtype != "int32" else int(v)) for v in flat.tolist()]
    return {"shape": list(tensor.shape), "dtype": dtype, "data": data}


class T(str):
    """A tensor among the arguments, by name."""


def argument(value):
    if isinstance(value, T):
        return {"tensor": str(value)}
    if isinstance(value, float):
        return number(value)
    if isinstance(value, dict):
        return {key: argument(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [argument(item) for item in value]
    return value


def case(call, args, tensors, run, pick=None, dtypes=("float64", "float32"), gradient=True):
    """Records run(**tensors). `pick` names the field of our result when it is not a tensor."""
    for name in dtypes:
        dtype = DTYPES[name]
        inputs = {}
        for key, value in tensors.items():
            converted = value.detach().to(dtype if value.dtype.is_floating_point else value.dtype).clone()
            if gradient and converted.dtype.is_floating_point:
                converted.requires_grad_(True)
            inputs[key] = converted
        ours = getattr(run, "__module__", None) or ""
        outputs = run(**inputs) if ours.startswith("conformance") else run(*inputs.values())
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        record = {"call": call, "args": argument(args), "tensors": {k: pack(v) for k, v in inputs.items()}}
        record["pick"] = pick if pick else [None]
        record["outputs"] = [pack(out) for out in outputs]
        if gradient and any(out.requires_grad for out in outputs):
            flowing = [out for out in outputs if out.requires_grad]
            weights = [torch.linspace(-0.9, 1.1, max(out.numel(), 1), dtype=torch.float64)[: out.numel()]
                       .reshape(out.shape).to(out.dtype) for out in flowing]
            sum((out * w).sum() for out, w in zip(flowing, weights)).backward()
            record["gradOutputs"] = [i for i, out in enumerate(outputs) if out.requires_grad]
            record["gradients"] = {k: pack(v.grad) for k, v in inputs.items()
                                   if v.requires_grad and v.grad is not None}
        CASES.append(record)


def short(tensor):
    """Three decimals: what is recorded is what was computed with."""
    return (tensor * 1000).round() / 1000


def normal(*shape, scale=1.0):
    return short(torch.randn(shape, dtype=torch.float64) * scale)


def positive(*shape):
    return short(torch.rand(shape, dtype=torch.float64) + 0.2)


EXTREMES = torch.tensor([0.0, -0.0, 1e-320, -1e-320, 1e-12, -1e-12, 0.5, -0.5, 3.0, -3.0, 20.5, -20.5, 88.0, -88.0,
                         709.0, -709.0, 1e30, -1e30, math.inf, -math.inf, math.nan], dtype=torch.float64)
