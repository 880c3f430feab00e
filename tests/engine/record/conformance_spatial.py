"""Convolutions and pooling over random combinations of their options."""
import itertools

import torch
import torch.nn.functional as F

from conformance_case import T, case, normal


def convolutions(chance):
    made = 0
    while made < 44:
        groups = chance.choice([1, 1, 2, 3])
        n, per, out = chance.choice([0, 1, 2]), chance.randint(1, 2), groups * chance.randint(1, 2)
        kernel = [chance.randint(1, 4), chance.randint(1, 3)]
        size = [chance.randint(1, 9), chance.randint(1, 9)]
        options = {"stride": [chance.randint(1, 4), chance.randint(1, 3)],
                   "padding": [chance.randint(0, 3), chance.randint(0, 2)],
                   "dilation": [chance.randint(1, 3), chance.randint(1, 2)], "groups": groups}
        if chance.random() < 0.2:
            options["stride"], options["padding"] = 1, chance.choice(["same", "valid"])
        tensors = {"x": normal(n, groups * per, *size), "w": normal(out, per, *kernel)}
        bias = chance.random() < 0.6
        if bias:
            tensors["b"] = normal(out)
        try:
            F.conv2d(tensors["x"], tensors["w"], tensors.get("b"), **options)
        except RuntimeError:
            continue
        case("conv2d", [T("x"), T("w"), T("b") if bias else None, options], tensors,
             lambda x, w, b=None, o=options: F.conv2d(x, w, b, **o))
        made += 1
    for stride, padding, dilation, length, k in itertools.product([1, 3], [0, 2], [1, 2], [6, 1], [1, 3, 2]):
        options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": 2}
        x, w, b = normal(2, 4, length), normal(2, 2, k), normal(2)
        if length + 2 * padding >= dilation * (k - 1) + 1:
            case("conv1d", [T("x"), T("w"), T("b"), options], {"x": x, "w": w, "b": b},
                 lambda x, w, b, o=options: F.conv1d(x, w, b, **o), dtypes=("float64",))
    made = 0
    while made < 30:
        groups = chance.choice([1, 2])
        n, per, inside = chance.choice([0, 1, 2]), chance.randint(1, 2), groups * chance.randint(1, 2)
        kernel, stride, dilation = chance.randint(1, 4), chance.randint(1, 3), chance.randint(1, 2)
        ours = {"stride": stride, "padding": chance.randint(0, 2), "dilation": dilation, "groups": groups,
                "outputPadding": chance.randint(0, max(stride, dilation) - 1)}
        theirs = {**ours}
        theirs["output_padding"] = theirs.pop("outputPadding")
        tensors = {"x": normal(n, inside, chance.randint(1, 4), chance.randint(1, 4)),
                   "w": normal(inside, per, kernel, kernel), "b": normal(per * groups)}
        try:
            F.conv_transpose2d(tensors["x"], tensors["w"], tensors["b"], **theirs)
        except RuntimeError:
            continue
        case("convTranspose2d", [T("x"), T("w"), T("b"), ours], tensors,
             lambda x, w, b, o=theirs: F.conv_transpose2d(x, w, b, **o))
        made += 1


def pools(chance):
    for name, fn in (("maxPool2d", F.max_pool2d), ("avgPool2d", F.avg_pool2d)):
        made = 0
        while made < 36:
            kernel = [chance.randint(1, 4), chance.randint(1, 4)]
            size = [chance.randint(1, 8), chance.randint(1, 8)]
            stride = chance.choice([None, [chance.randint(1, 5), chance.randint(1, 5)]])
            ours = {"padding": [chance.randint(0, k // 2) for k in kernel], "ceilMode": chance.random() < 0.6}
            if stride:
                ours["stride"] = stride
            theirs = {"padding": ours["padding"], "ceil_mode": ours["ceilMode"], "stride": stride}
            if name == "maxPool2d":
                ours["dilation"] = theirs["dilation"] = chance.randint(1, 2)
            else:
                ours["countIncludePad"] = theirs["count_include_pad"] = chance.random() < 0.5
                if chance.random() < 0.3:
                    ours["divisorOverride"] = theirs["divisor_override"] = chance.randint(1, 7)
            x = normal(chance.choice([1, 2]), 2, *size)
            try:
                out = fn(x, kernel, **theirs)
            except RuntimeError:
                continue
            if not torch.isfinite(out).all():
                continue  # a window of padding only: no maximum exists
            case(name, [T("x"), kernel, ours], {"x": x}, lambda x, k=kernel, o=theirs, f=fn: f(x, k, **o))
            made += 1
    for size, out in (((7, 5), (3, 2)), ((4, 4), (1, 1)), ((2, 3), (5, 4)), ((6, 1), (4, None))):
        case("adaptiveAvgPool2d", [T("x"), list(out)], {"x": normal(2, 3, *size)},
             lambda x, o=out: F.adaptive_avg_pool2d(x, o))
    ties = torch.tensor([[[[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 2.0]]]], dtype=torch.float64)
    case("maxPool2d", [T("x"), 2, {"stride": 1}], {"x": ties}, lambda x: F.max_pool2d(x, 2, 1))
