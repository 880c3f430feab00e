"""Element-wise functions at extremes, reductions, products and shapes."""
import itertools
import math

import torch
import torch.nn.functional as F

from conformance_case import EXTREMES, T, case, normal, positive


def elementwise():
    unary = {"relu": F.relu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "softplus": F.softplus, "silu": F.silu,
             "logsigmoid": F.logsigmoid, "softsign": F.softsign, "exp": torch.exp, "expm1": torch.expm1, "abs": torch.abs,
             "sign": torch.sign, "floor": torch.floor, "ceil": torch.ceil, "round": torch.round, "square": torch.square,
             "neg": torch.neg, "erf": torch.erf, "arctan": torch.arctan, "sinh": torch.sinh, "cosh": torch.cosh}
    for name, fn in unary.items():
        case(name, [T("x")], {"x": normal(3, 1, 4, scale=2)}, lambda x, f=fn: f(x))
        case(name, [T("x")], {"x": normal(0, 3)}, lambda x, f=fn: f(x), dtypes=("float64",))
        # The sign of NaN is NaN here, as in NumPy and JAX; PyTorch gives 0.
        extremes = EXTREMES[:-1] if name == "sign" else EXTREMES
        case(name, [T("x")], {"x": extremes}, lambda x, f=fn: f(x), dtypes=("float64",), gradient=False)
    for name, fn in {"log": torch.log, "log1p": torch.log1p, "sqrt": torch.sqrt, "reciprocal": torch.reciprocal}.items():
        case(name, [T("x")], {"x": positive(5)}, lambda x, f=fn: f(x))
        case(name, [T("x")], {"x": EXTREMES}, lambda x, f=fn: f(x), dtypes=("float64",), gradient=False)
    case("leakyRelu", [T("x"), 0.3], {"x": normal(7)}, lambda x: F.leaky_relu(x, 0.3))
    case("elu", [T("x"), 1.7], {"x": normal(7, scale=3)}, lambda x: F.elu(x, 1.7))
    case("gelu", [T("x")], {"x": normal(9, scale=3)}, F.gelu)
    case("gelu", [T("x"), {"approximate": "tanh"}], {"x": normal(9, scale=3)}, lambda x: F.gelu(x, approximate="tanh"))
    case("hardtanh", [T("x"), -0.3, 2.0], {"x": normal(9, scale=3)}, lambda x: F.hardtanh(x, -0.3, 2.0))
    case("clamp", [T("x"), -0.5, 0.25], {"x": normal(9)}, lambda x: torch.clamp(x, -0.5, 0.25))
    for name, fn in {"add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum,
                     "minimum": torch.minimum}.items():
        for a, b in (((3, 1, 2), (4, 1)), ((), (2, 2)), ((1, 5), (5,)), ((0, 3), (1, 3))):
            case(name, [T("a"), T("b")], {"a": normal(*a), "b": positive(*b)}, lambda a, b, f=fn: f(a, b), dtypes=("float64",))
    case("pow", [T("a"), T("b")], {"a": positive(6), "b": normal(6, scale=2)}, torch.pow)
    case("pow", [T("a"), 3], {"a": normal(6)}, lambda a: torch.pow(a, 3))
    case("where", [T("c"), T("a"), T("b")], {"c": torch.tensor([[1, 0, 1]]), "a": normal(2, 3), "b": normal(2, 1)},
         lambda c, a, b: torch.where(c.bool(), a, b))


def reductions():
    for name, fn in {"sum": torch.sum, "mean": torch.mean, "amax": torch.amax, "amin": torch.amin, "logsumexp": torch.logsumexp}.items():
        for axis, keepdim in itertools.product([0, -1, [0, 2], [0, 1, 2]], [False, True]):
            case(name, [T("x"), axis, {"keepdim": keepdim}], {"x": normal(3, 1, 4)},
                 lambda x, a=axis, k=keepdim, f=fn: f(x, a, keepdim=k))
    for correction, keepdim in itertools.product([0, 1], [False, True]):
        options = {"correction": correction, "keepdim": keepdim}
        for name, fn in {"variance": torch.var, "std": torch.std}.items():
            case(name, [T("x"), [0, 2], options], {"x": normal(3, 2, 4) + 100},
                 lambda x, o=options, f=fn: f(x, (0, 2), **o))
    case("variance", [T("x"), 1], {"x": normal(3, 1)}, lambda x: torch.var(x, 1), gradient=False)
    for axis in (0, 1, -1):
        case("softmax", [T("x"), axis], {"x": normal(3, 1, 4, scale=30)}, lambda x, a=axis: F.softmax(x, a))
        case("logSoftmax", [T("x"), axis], {"x": normal(3, 1, 4, scale=30)}, lambda x, a=axis: F.log_softmax(x, a))
        case("cumsum", [T("x"), axis], {"x": normal(3, 2, 4)}, lambda x, a=axis: torch.cumsum(x, a))
        case("prod", [T("x"), axis], {"x": torch.tensor([[[2.0, 0.0, 3.0], [1.0, 4.0, 5.0]], [[0.0, 0.0, 1.0], [7.0, 1.0, 2.0]]]).double()},
             lambda x, a=axis: torch.prod(x, a))
        case("argmax", [T("x"), axis], {"x": normal(3, 2, 4)}, lambda x, a=axis: torch.argmax(x, a), gradient=False)
        case("argmin", [T("x"), axis, {"keepdim": True}], {"x": normal(3, 2, 4)},
             lambda x, a=axis: torch.argmin(x, a, keepdim=True), gradient=False)
        case("max", [T("x"), axis], {"x": normal(3, 2, 4)}, lambda x, a=axis: torch.max(x, a)[0], pick=["values"])
    for p in (1, 2, 3, math.inf):
        case("norm", [T("x"), 1, {"p": p}], {"x": normal(3, 4)}, lambda x, p=p: torch.linalg.vector_norm(x, p, 1))
    case("sum", [T("x"), 0], {"x": normal(0, 3)}, lambda x: x.sum(0))
    case("mean", [T("x"), 0], {"x": normal(0, 3)}, lambda x: x.mean(0), gradient=False)
    case("logsumexp", [T("x"), 0], {"x": torch.tensor([-math.inf, -math.inf]).double()}, lambda x: torch.logsumexp(x, 0), gradient=False)
    huge = torch.tensor([[1e300, 1e300], [-1e300, 5.0], [1000.0, 1000.0]]).double()
    case("logsumexp", [T("x"), 1], {"x": huge}, lambda x: torch.logsumexp(x, 1), dtypes=("float64",))
    case("softmax", [T("x")], {"x": huge}, lambda x: F.softmax(x, -1), dtypes=("float64",))


def linear_algebra():
    for a, b in (((2, 3), (3, 4)), ((3,), (3,)), ((3,), (2, 3, 4)), ((5, 2, 3), (3,)), ((2, 1, 3, 4), (5, 4, 2)), ((0, 3), (3, 2)), ((2, 0), (0, 3))):
        case("matmul", [T("a"), T("b")], {"a": normal(*a), "b": normal(*b)}, torch.matmul)
    for equation, shapes in (("ij,jk->ik", [(2, 3), (3, 4)]), ("bij,bkj->bik", [(2, 3, 4), (2, 5, 4)]), ("ii->i", [(3, 3)]),
                             ("ij->", [(2, 3)]), ("i,j", [(3,), (2,)]), ("b...d,d->b...", [(2, 3, 4), (4,)]), ("ij,jk,kl->il", [(2, 3), (3, 2), (2, 4)])):
        tensors = {f"t{i}": normal(*shape) for i, shape in enumerate(shapes)}
        case("einsum", [equation, *[T(name) for name in tensors]], tensors, lambda e=equation, **kw: torch.einsum(e, *kw.values()))
    for shape in ((3,), (2, 3), (2, 4, 3), (0, 3)):
        case("linear", [T("x"), T("w"), T("b")], {"x": normal(*shape), "w": normal(5, 3), "b": normal(5)}, F.linear)
        case("linear", [T("x"), T("w"), None], {"x": normal(*shape), "w": normal(1, 3)}, F.linear)
    case("outer", [T("a"), T("b")], {"a": normal(3), "b": normal(4)}, torch.outer)


def shapes():
    x = normal(2, 3, 4)
    for mode in ("constant", "reflect", "replicate", "circular"):
        value = {"value": 1.5} if mode == "constant" else {}
        padding = [1, 2, 2, 1] if mode != "constant" else [1, -1, 0, 2]
        case("pad", [T("x"), padding, {"mode": mode, **value}], {"x": normal(1, 2, 4, 4)},
             lambda x, m=mode, v=value, p=padding: F.pad(x, p, mode=m, **v))
    case("permute", [T("x"), [2, 0, 1]], {"x": x}, lambda x: x.permute(2, 0, 1))
    case("transpose", [T("x"), 0, -1], {"x": x}, lambda x: x.transpose(0, -1))
    case("reshape", [T("x"), [4, -1]], {"x": x}, lambda x: x.reshape(4, -1))
    case("flatten", [T("x"), 1], {"x": x}, lambda x: x.flatten(1))
    case("concat", [[T("a"), T("b")], 1], {"a": normal(2, 3), "b": normal(2, 1)}, lambda a, b: torch.cat([a, b], 1))
    case("stack", [[T("a"), T("b")], -1], {"a": normal(2, 3), "b": normal(2, 3)}, lambda a, b: torch.stack([a, b], -1))
    case("tril", [T("x"), -1], {"x": normal(4, 3)}, lambda x: torch.tril(x, -1))
    case("triu", [T("x"), 1], {"x": normal(4, 3)}, lambda x: torch.triu(x, 1))
    case("roll", [T("x"), -2, 1], {"x": normal(2, 5)}, lambda x: torch.roll(x, -2, 1))
    case("flip", [T("x"), [0, 2]], {"x": x}, lambda x: x.flip(0, 2))
    case("gather", [T("x"), 1, T("i")], {"x": normal(2, 4), "i": torch.tensor([[3, 0, 3], [1, 1, 2]])}, lambda x, i: x.gather(1, i))
    case("indexSelect", [T("x"), 1, T("i")], {"x": normal(2, 4), "i": torch.tensor([3, 0, 3])}, lambda x, i: x.index_select(1, i))
    case("scatterAdd", [T("x"), 0, T("i"), T("s")], {"x": normal(3, 2), "i": torch.tensor([[0, 2], [0, 0]]), "s": normal(2, 2)},
         lambda x, i, s: x.scatter_add(0, i, s))
    case("embedding", [T("i"), T("w"), {"paddingIdx": -1}], {"i": torch.tensor([[0, 4], [4, 2]]), "w": normal(5, 3)},
         lambda i, w: F.embedding(i, w, padding_idx=-1))
    case("oneHot", [T("i"), 4], {"i": torch.tensor([[0, 3], [1, 1]])}, lambda i: F.one_hot(i, 4).double(), dtypes=("float64",))
