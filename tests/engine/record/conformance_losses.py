"""Losses: every combination of weights, smoothing, ignored classes and reductions; extremes; empty batches."""
import itertools

import torch
import torch.nn.functional as F

from conformance_case import DTYPES, T, case, normal, positive


def classification():
    for weighted, smoothing, ignore, reduction in itertools.product(
            [False, True], [0.0, 0.1, 1.0], [None, 2, 0, -1], ["mean", "sum", "none"]):
        for shape in ((5, 4), (2, 3, 4), (2, 3, 2, 2)):
            target = torch.randint(0, shape[1], (shape[0], *shape[2:]))
            if ignore is not None:
                target.view(-1)[0] = ignore
                target.view(-1)[-1] = ignore
            tensors = {"x": normal(*shape, scale=3), "t": target}
            ours = {"labelSmoothing": smoothing, "reduction": reduction}
            theirs = {"label_smoothing": smoothing, "reduction": reduction}
            if ignore is not None:
                ours["ignoreIndex"] = theirs["ignore_index"] = ignore
            if weighted:
                tensors["w"] = positive(shape[1])
                ours["weight"] = T("w")
            dtypes = ("float64", "float32") if shape == (5, 4) else ("float64",)
            for dtype in dtypes:
                weight = {"weight": tensors["w"].to(DTYPES[dtype])} if weighted else {}
                inputs = {key: value for key, value in tensors.items() if key != "w"}
                case_with_weight("crossEntropyLoss", ours, inputs, tensors.get("w"), dtype,
                                 lambda x, t, o=theirs, w=weight: F.cross_entropy(x, t, **w, **o))
    logits = torch.stack([torch.tensor([1e4, -1e4, 0.0]), torch.tensor([-1e30, 1e30, 0.0]),
                          torch.tensor([0.0, 0.0, 0.0])]).double()
    for target in ([0, 1, 2], [1, 0, 0]):
        case("crossEntropyLoss", [T("x"), T("t"), {"reduction": "none"}],
             {"x": logits, "t": torch.tensor(target)}, lambda x, t: F.cross_entropy(x, t, reduction="none"))
    case("crossEntropyLoss", [T("x"), T("t"), {"ignoreIndex": 1}],
         {"x": normal(3, 4), "t": torch.tensor([1, 1, 1])}, lambda x, t: F.cross_entropy(x, t, ignore_index=1))
    for reduction in ("mean", "sum", "none"):
        case("crossEntropyLoss", [T("x"), T("t"), {"reduction": reduction}],
             {"x": normal(0, 4), "t": torch.zeros(0, dtype=torch.long)},
             lambda x, t, r=reduction: F.cross_entropy(x, t, reduction=r))
        probs = F.softmax(normal(4, 3, 2), 1)
        case("crossEntropyLoss", [T("x"), T("t"), {"reduction": reduction, "labelSmoothing": 0.25}],
             {"x": normal(4, 3, 2), "t": probs},
             lambda x, t, r=reduction: F.cross_entropy(x, t, reduction=r, label_smoothing=0.25))
        case("nllLoss", [T("x"), T("t"), {"reduction": reduction, "ignoreIndex": 3}],
             {"x": F.log_softmax(normal(6, 4), 1), "t": torch.tensor([3, 0, 1, 2, 3, 0])},
             lambda x, t, r=reduction: F.nll_loss(x, t, reduction=r, ignore_index=3))
        case("bceWithLogitsLoss", [T("x"), T("t"), {"reduction": reduction, "posWeight": [0.5, 3], "weight": [[2], [1], [0]]}],
             {"x": normal(3, 2, scale=40), "t": torch.rand(3, 2).double()},
             lambda x, t, r=reduction: F.binary_cross_entropy_with_logits(
                 x, t, torch.tensor([[2], [1], [0]]).to(x), pos_weight=torch.tensor([0.5, 3]).to(x), reduction=r))
        case("klDivLoss", [T("x"), T("t"), {"reduction": reduction, "logTarget": True}],
             {"x": F.log_softmax(normal(3, 4), 1), "t": F.log_softmax(normal(3, 4), 1)},
             lambda x, t, r=reduction: F.kl_div(x, t, reduction=r, log_target=True))
    case("nllLoss", [T("x"), T("t")], {"x": F.log_softmax(normal(4), 0), "t": torch.tensor(2)}, F.nll_loss)
    case("crossEntropyLoss", [T("x"), T("t")], {"x": normal(4), "t": torch.tensor(2)}, F.cross_entropy)
    hard = torch.tensor([0.0, 1.0, 1.0, 0.0, 0.3], dtype=torch.float64)
    probs = torch.tensor([0.0, 1.0, 0.0, 1.0, 0.7], dtype=torch.float64)
    case("bceLoss", [T("x"), T("t"), {"reduction": "none"}], {"x": probs, "t": hard},
         lambda x, t: F.binary_cross_entropy(x, t, reduction="none"), gradient=False)
    case("bceLoss", [T("x"), T("t")], {"x": torch.rand(4, 3).double(), "t": torch.rand(4, 3).double()},
         F.binary_cross_entropy)


def case_with_weight(call, ours, inputs, weight, dtype, run):
    """Class weights carry no gradient in PyTorch: they are plain numbers here."""
    if weight is None:
        case(call, [T("x"), T("t"), ours], inputs, run, dtypes=(dtype,))
    else:
        numbers = weight.to(DTYPES[dtype]).tolist()
        case(call, [T("x"), T("t"), {**ours, "weight": numbers}], inputs, run, dtypes=(dtype,))


def regression():
    for shape in ((4, 3), (0, 2), (1,), ()):
        for reduction in ("mean", "sum", "none"):
            o = {"reduction": reduction}
            pair = {"x": normal(*shape, scale=2), "t": normal(*shape)}
            case("mseLoss", [T("x"), T("t"), o], pair, lambda x, t, o=o: F.mse_loss(x, t, **o))
            case("l1Loss", [T("x"), T("t"), o], pair, lambda x, t, o=o: F.l1_loss(x, t, **o))
            case("huberLoss", [T("x"), T("t"), {**o, "delta": 0.3}], pair, lambda x, t, o=o: F.huber_loss(x, t, delta=0.3, **o))
            case("smoothL1Loss", [T("x"), T("t"), {**o, "beta": 0.6}], pair, lambda x, t, o=o: F.smooth_l1_loss(x, t, beta=0.6, **o))
