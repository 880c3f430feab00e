"""Records tests/engine/fixtures/core.json: outputs and gradients of operations and losses, from PyTorch.

Run with Debian's python3-torch:  python3 tests/engine/record/core.py
A case says which engine function to call with which inputs and further arguments, what PyTorch gives, and the
gradients of the output's sum weighted by `gradOutput`.
"""

import json
import math
import pathlib

import torch
import torch.nn.functional as F

SEED = 20240518
torch.set_num_threads(1)
generator = torch.Generator().manual_seed(SEED)
cases = []


def number(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def pack(t):
    dtype = {torch.float64: "float64", torch.float32: "float32"}.get(t.dtype, "int32")
    return {"shape": list(t.shape), "dtype": dtype, "data": [number(v) for v in t.detach().reshape(-1).tolist()]}


def randn(*shape, dtype=torch.float64):
    return torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype)


def rand(*shape, low=0.0, high=1.0, dtype=torch.float64):
    return (torch.rand(shape, generator=generator, dtype=torch.float64) * (high - low) + low).to(dtype)


def case(call, function, inputs, args=(), differentiate=None):
    """`args` may hold tensors (packed) or plain values; `function` gets the inputs only."""
    differentiable = [t.clone().requires_grad_(t.is_floating_point()) for t in inputs]
    output = function(*differentiable)
    record = {
        "call": call,
        "inputs": [pack(t) for t in inputs],
        "args": [{"tensor": pack(a)} if torch.is_tensor(a) else a for a in args],
        "output": pack(output),
    }
    if output.requires_grad and differentiate is not False:
        weights = rand(*output.shape, low=0.5, high=1.5, dtype=output.dtype)
        leaves = [t for t in differentiable if t.requires_grad]
        gradients = torch.autograd.grad(output, leaves, weights, allow_unused=True)
        record["gradOutput"] = pack(weights)
        record["gradients"] = [pack(g if g is not None else torch.zeros_like(t)) for g, t in zip(gradients, leaves)]
    cases.append(record)


def both(*args, **kwargs):
    """The case in float64 and again in float32."""
    case(*args, **kwargs)
    call, function, inputs, *rest = args
    case(call, function, [t.float() if t.is_floating_point() else t for t in inputs], *rest, **kwargs)


EDGES = torch.tensor([-1e30, -100.0, -20.0, -3.5, -1.0, -0.5, -1e-9, 0.0, 1e-9, 0.5, 1.0, 2.5, 3.5, 20.0, 100.0, 1e30], dtype=torch.float64)

for call, function in {
    "neg": torch.neg, "abs": torch.abs, "sign": torch.sign, "floor": torch.floor, "ceil": torch.ceil, "round": torch.round,
    "square": torch.square, "reciprocal": torch.reciprocal, "relu": F.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh,
    "softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)), "softsign": F.softsign, "silu": F.silu,
    "gelu": F.gelu, "elu": F.elu, "leakyRelu": F.leaky_relu, "hardtanh": F.hardtanh, "erf": torch.erf,
    "arctan": torch.arctan, "logsigmoid": F.logsigmoid, "expm1": torch.expm1, "exp": torch.exp,
}.items():
    both(call, function, [randn(3, 4)])
    values = EDGES[EDGES.abs() < 1e5] if call in ("gelu", "silu", "square", "reciprocal") else EDGES
    values = values[values != 0] if call == "reciprocal" else values
    case(call, function, [values], differentiate=call not in ("softplus",))

for call, function in {"log": torch.log, "log1p": torch.log1p, "sqrt": torch.sqrt}.items():
    both(call, function, [rand(3, 4, low=0.1, high=5)])
for call, function in {"sin": torch.sin, "cos": torch.cos, "tan": torch.tan, "sinh": torch.sinh, "cosh": torch.cosh}.items():
    both(call, function, [randn(3, 4)])
both("gelu", lambda x: F.gelu(x, approximate="tanh"), [randn(5)], [{"approximate": "tanh"}])
both("leakyRelu", lambda x: F.leaky_relu(x, 0.2), [randn(5)], [0.2])
both("elu", lambda x: F.elu(x, 0.7), [randn(5)], [0.7])
both("clamp", lambda x: torch.clamp(x, -0.5, 0.75), [torch.cat([randn(6), torch.tensor([-0.5, 0.75], dtype=torch.float64)])], [-0.5, 0.75])

for call, function in {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum, "minimum": torch.minimum}.items():
    both(call, function, [randn(2, 3, 1), randn(3, 4)])
    both(call, function, [torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64), torch.tensor([1.0, 5.0, -3.0], dtype=torch.float64)])
    both(call, function, [randn(1), randn(0, 1)])
both("pow", torch.pow, [rand(3, 1, low=0.1, high=3), randn(4)])
case("pow", torch.pow, [torch.tensor([0.0, 0.0, 2.0, -2.0], dtype=torch.float64), torch.tensor([2.0, 0.0, 0.0, 3.0], dtype=torch.float64)], differentiate=False)
for call, function in {"equal": torch.eq, "notEqual": torch.ne, "less": torch.lt, "lessEqual": torch.le, "greater": torch.gt, "greaterEqual": torch.ge}.items():
    case(call, function, [torch.tensor([[1.0, 2.0, math.nan]]).double(), torch.tensor([[1.0], [3.0]]).double()])

matrix = randn(2, 3, 4)
for call, function in {
    "sum": torch.sum, "mean": torch.mean, "amax": torch.amax, "amin": torch.amin, "logsumexp": torch.logsumexp,
    "variance": torch.var, "std": torch.std, "norm": lambda x, axis, keepdim: torch.linalg.vector_norm(x, dim=axis, keepdim=keepdim),
}.items():
    for axis in (0, 1, -1, [0, 2], [0, 1, 2]):
        for keepdim in (False, True):
            both(call, lambda x: function(x, axis, keepdim=keepdim), [matrix], [axis, {"keepdim": keepdim}])
for axis in (0, 1, -1):
    both("prod", lambda x: torch.prod(x, axis), [matrix], [axis])
    both("cumsum", lambda x: torch.cumsum(x, axis), [matrix], [axis])
    both("softmax", lambda x: torch.softmax(x, axis), [matrix], [axis])
    both("logSoftmax", lambda x: torch.log_softmax(x, axis), [matrix], [axis])
    case("argmax", lambda x: torch.argmax(x, axis), [matrix], [axis])
    case("argmin", lambda x: torch.argmin(x, axis), [matrix], [axis])
zeros_inside = torch.tensor([[1.0, 0.0, 3.0], [0.0, 0.0, 2.0], [4.0, 5.0, 6.0]], dtype=torch.float64)
case("prod", lambda x: torch.prod(x, 1), [zeros_inside], [1])
case("prod", torch.prod, [zeros_inside])
ties = torch.tensor([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]], dtype=torch.float64)
case("amax", lambda x: torch.amax(x, 1), [ties], [1])
case("amin", lambda x: torch.amin(x, 0), [ties], [0])
case("max", torch.max, [ties])
case("min", torch.min, [ties])
case("argmax", lambda x: torch.argmax(x, 1), [ties], [1])
case("argmax", torch.argmax, [ties])
case("std", torch.std, [torch.ones(3, dtype=torch.float64)])
case("variance", lambda x: torch.var(x, 0, unbiased=False), [matrix], [0, {"correction": 0}])
case("variance", lambda x: torch.var(x, 0), [torch.ones(1, 2, dtype=torch.float64)], [0], differentiate=False)
case("norm", torch.linalg.vector_norm, [torch.zeros(3, dtype=torch.float64)])
for p in (1, 3, math.inf):
    if p != math.inf:
        case("norm", lambda x: torch.linalg.vector_norm(x, p, dim=1), [matrix], [1, {"p": p}])
huge = torch.tensor([[1000.0, 1001.0, 999.0], [-1e30, 0.0, 1e30], [-math.inf, 0.0, 1.0]], dtype=torch.float64)
for call, function in {"softmax": torch.softmax, "logSoftmax": torch.log_softmax, "logsumexp": torch.logsumexp}.items():
    case(call, lambda x: function(x, 1), [huge], [1])
case("logsumexp", lambda x: torch.logsumexp(x, 1), [torch.full((1, 2), -math.inf, dtype=torch.float64)], [1], differentiate=False)  # PyTorch: NaN, ours: 0

case("flip", lambda x: torch.flip(x, [0, 2]), [matrix], [[0, 2]])
case("roll", lambda x: torch.roll(x, 2, 2), [matrix], [2, 2])
case("tril", lambda x: torch.tril(x, -1), [matrix], [-1])
case("triu", lambda x: torch.triu(x, 1), [matrix], [1])
case("permute", lambda x: x.permute(2, 0, 1), [matrix], [[2, 0, 1]])
case("transpose", lambda x: x.transpose(0, 2), [matrix], [0, 2])
case("flatten", lambda x: torch.flatten(x, 1), [matrix], [1])
case("diagonal", lambda x: torch.diagonal(x, dim1=1, dim2=2), [matrix], [1, 2])
for mode in ("constant", "reflect", "replicate", "circular"):
    case("pad", lambda x: F.pad(x, [1, 2], mode), [matrix], [[1, 2], {"mode": mode}])
case("pad", lambda x: F.pad(x, [1, -1, 0, 2], "constant", 3.5), [matrix], [[1, -1, 0, 2], {"value": 3.5}])
index = torch.tensor([[[0, 3, 3]], [[1, 1, 2]]])
case("gather", lambda x: torch.gather(x, 2, index), [matrix], [2, index])
case("indexSelect", lambda x: torch.index_select(x, 1, torch.tensor([2, 0, 2])), [matrix], [1, [2, 0, 2]])
case("take", lambda x: torch.take(x, torch.tensor([[5, 0], [23, 5]])), [matrix], [[[5, 0], [23, 5]]])

for left, right in (((3, 4), (4, 2)), ((4,), (4,)), ((4,), (4, 2)), ((3, 4), (4,)), ((5, 3, 4), (4, 2)), ((2, 1, 3, 4), (5, 4, 2)), ((3, 0), (0, 2)), ((0, 3), (3, 2)), ((2, 3, 4), (4,))):
    both("matmul", torch.matmul, [randn(*left), randn(*right)])
both("linear", F.linear, [randn(2, 3, 4), randn(5, 4), randn(5)])
both("linear", F.linear, [randn(4), randn(5, 4)])


def einsum(equation, *operands):
    differentiable = [t.clone().requires_grad_() for t in operands]
    output = torch.einsum(equation, *differentiable)
    weights = rand(*output.shape, low=0.5, high=1.5)
    gradients = torch.autograd.grad(output, differentiable, weights)
    cases.append({"call": "einsum", "equation": equation, "inputs": [pack(t) for t in operands], "args": [], "output": pack(output),
                  "gradOutput": pack(weights), "gradients": [pack(g) for g in gradients]})


square = randn(3, 3)
einsum("ij,jk->ik", randn(2, 3), randn(3, 4))
einsum("ij,jk", randn(2, 3), randn(3, 4))
einsum("ba", randn(2, 3))
einsum("ii", square)
einsum("ii->i", square)
einsum("iij->j", randn(3, 3, 2))
einsum("ij->", randn(2, 3))
einsum("ij->j", randn(2, 3))
einsum("i,j->ij", randn(2), randn(3))
einsum("bij,bjk->bik", randn(5, 2, 3), randn(5, 3, 4))
einsum("bhqd,bhkd->bhqk", randn(2, 2, 3, 4), randn(2, 2, 5, 4))
einsum("ij,ij->i", randn(2, 3), randn(2, 3))
einsum("i,ij,j->", randn(2), randn(2, 3), randn(3))
einsum("...ij,jk->...ik", randn(2, 5, 2, 3), randn(3, 4))
einsum("...i,...i->...", randn(2, 1, 3), randn(4, 3))
einsum("ij,kl->il", randn(2, 3), randn(4, 2))
einsum("ij,kj->ik", randn(2, 3), randn(4, 1))

prediction, target = randn(4, 3), randn(4, 3)
for call, function in {"mseLoss": F.mse_loss, "l1Loss": F.l1_loss, "huberLoss": F.huber_loss, "smoothL1Loss": F.smooth_l1_loss}.items():
    for reduction in ("mean", "sum", "none"):
        both(call, lambda y, t: function(y, t, reduction=reduction), [prediction, target], [{"reduction": reduction}])
both("huberLoss", lambda y, t: F.huber_loss(y, t, delta=0.4), [prediction, target], [{"delta": 0.4}])
both("smoothL1Loss", lambda y, t: F.smooth_l1_loss(y, t, beta=0.4), [prediction, target], [{"beta": 0.4}])
both("smoothL1Loss", lambda y, t: F.smooth_l1_loss(y, t, beta=0.0), [prediction, target], [{"beta": 0}])
probs, bits = rand(4, 3, low=0.01, high=0.99), (rand(4, 3) > 0.5).double()
for reduction in ("mean", "sum", "none"):
    case("bceLoss", lambda p: F.binary_cross_entropy(p, bits, reduction=reduction), [probs], [bits, {"reduction": reduction}])
    both("bceWithLogitsLoss", lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction=reduction), [prediction, rand(4, 3)], [{"reduction": reduction}])
edge_probs, edge_bits = torch.tensor([0.0, 1.0, 0.0, 1.0]).double(), torch.tensor([0.0, 1.0, 1.0, 0.0]).double()
case("bceLoss", lambda p: F.binary_cross_entropy(p, edge_bits, reduction="none"), [edge_probs], [edge_bits, {"reduction": "none"}], differentiate=False)
weight, pos_weight = rand(4, 3), rand(3, low=0.5, high=3)
case("bceLoss", lambda p: F.binary_cross_entropy(p, bits, weight), [probs], [bits, {"weight": {"tensor": pack(weight)}}])
case("bceWithLogitsLoss", lambda x: F.binary_cross_entropy_with_logits(x, bits, weight, pos_weight=pos_weight), [prediction], [bits, {"weight": {"tensor": pack(weight)}, "posWeight": {"tensor": pack(pos_weight)}}])
far = torch.tensor([-1e30, -1000.0, -50.0, 50.0, 1000.0, 1e30]).double()
case("bceWithLogitsLoss", lambda x: F.binary_cross_entropy_with_logits(x, torch.tensor([0.0, 0, 1, 1, 0, 1]).double(), reduction="none"), [far], [[0, 0, 1, 1, 0, 1], {"reduction": "none"}])

for shape, target_shape in (((5, 4), (5,)), ((2, 4, 3), (2, 3)), ((2, 4, 3, 2), (2, 3, 2)), ((4,), ())):
    logits, classes = randn(*shape), torch.randint(0, 4, target_shape, generator=generator)
    class_weight = rand(4, low=0.2, high=2)
    soft = torch.softmax(randn(*shape), 0 if len(shape) == 1 else 1)
    packed = {"tensor": pack(class_weight)}
    for reduction in ("mean", "sum", "none"):
        both("crossEntropyLoss", lambda x: F.cross_entropy(x, classes, reduction=reduction), [logits], [classes, {"reduction": reduction}])
        case("crossEntropyLoss", lambda x: F.cross_entropy(x, classes, class_weight, reduction=reduction, label_smoothing=0.1), [logits], [classes, {"weight": packed, "labelSmoothing": 0.1, "reduction": reduction}])
        case("crossEntropyLoss", lambda x, t: F.cross_entropy(x, t, class_weight, reduction=reduction, label_smoothing=0.2), [logits, soft], [{"weight": packed, "labelSmoothing": 0.2, "reduction": reduction}])
        case("nllLoss", lambda x: F.nll_loss(x, classes, class_weight, reduction=reduction), [logits], [classes, {"weight": packed, "reduction": reduction}])
        if target_shape:
            ignored = classes.clone()
            ignored.reshape(-1)[0] = 2
            case("crossEntropyLoss", lambda x: F.cross_entropy(x, ignored, class_weight, ignore_index=2, reduction=reduction, label_smoothing=0.1), [logits], [ignored, {"weight": packed, "ignoreIndex": 2, "labelSmoothing": 0.1, "reduction": reduction}])
            case("nllLoss", lambda x: F.nll_loss(x, ignored, ignore_index=2, reduction=reduction), [logits], [ignored, {"ignoreIndex": 2, "reduction": reduction}])
log_probs, log_target = torch.log_softmax(randn(4, 3), 1), torch.log_softmax(randn(4, 3), 1)
kl_target = torch.softmax(randn(4, 3), 1)
kl_target[0, 0] = 0
for reduction in ("mean", "sum", "none"):
    case("klDivLoss", lambda x: F.kl_div(x, kl_target, reduction=reduction), [log_probs], [kl_target, {"reduction": reduction}])
    case("klDivLoss", lambda x, t: F.kl_div(x, t, reduction=reduction, log_target=True), [log_probs, log_target], [{"reduction": reduction, "logTarget": True}])
case("klDivLoss", lambda x: F.kl_div(x, kl_target, reduction="batchmean"), [log_probs], [kl_target, {"meanOver": "examples"}])

provenance = {"script": "tests/engine/record/core.py", "torch": torch.__version__, "seed": SEED}
target = pathlib.Path(__file__).parent.parent / "fixtures" / "core.json"
rows = ",\n".join("    " + json.dumps(record) for record in cases)
target.write_text(f'{{\n  "provenance": {json.dumps(provenance)},\n  "cases": [\n{rows}\n  ]\n}}\n')
print(len(cases), "cases", target.stat().st_size, "bytes")
