"""What PyTorch refuses: each is first tried in PyTorch, which must raise, then recorded as a call of ours.

A shape stands for zeros of that shape: {"zeros": [2, 3]}; {"classes": [0, 7]} for int tensors.
"""
import torch
import torch.nn.functional as F
from torch.optim import lr_scheduler

FOUND = []


def zeros(*shape):
    return {"zeros": list(shape)}


def classes(values):
    return {"classes": values}


def real(value):
    if isinstance(value, dict) and "zeros" in value:
        return torch.zeros(value["zeros"], dtype=torch.float64)
    if isinstance(value, dict) and "classes" in value:
        return torch.tensor(value["classes"])
    return value


def refuse(kind, name, args, run):
    try:
        run(*[real(arg) for arg in args])
    except (RuntimeError, ValueError, IndexError, AssertionError, TypeError, KeyError):
        FOUND.append({kind: name, "args": args})
        return
    raise SystemExit(f"PyTorch accepts {name} {args}")


def call(name, args, run):
    refuse("call", name, args, run)


def make(name, args, run):
    refuse("new", name, args, run)


def windows():
    image, kernel = zeros(1, 4, 5, 5), zeros(6, 4, 3, 3)
    for options in ({"stride": 0}, {"padding": -1}, {"dilation": 0}, {"groups": 3}, {"groups": 0}, {"stride": [1, 0]},
                    {"dilation": 3}, {"padding": "same", "stride": 2}, {"padding": "full"}):
        call("conv2d", [image, kernel, None, options], lambda x, w, b, o: F.conv2d(x, w, b, **o))
    for args in ([zeros(1, 3, 5, 5), kernel], [zeros(5, 5), kernel], [zeros(1, 1, 4, 5, 5), kernel], [image, zeros(6, 4, 3)],
                 [image, kernel, zeros(4)], [image, zeros(6, 4, 6, 1)]):
        call("conv2d", args, F.conv2d)
    call("conv1d", [zeros(1, 2, 3), zeros(1, 2, 4)], F.conv1d)
    for options in ({"stride": 0}, {"outputPadding": 1}, {"stride": 2, "outputPadding": 2}, {"padding": -1}, {"groups": 3}):
        call("convTranspose2d", [zeros(1, 4, 3, 3), zeros(4, 2, 2, 2), None, options],
             lambda x, w, b, o: F.conv_transpose2d(x, w, b, **{("output_padding" if k == "outputPadding" else k): v for k, v in o.items()}))
    call("convTranspose2d", [zeros(1, 3, 3, 3), zeros(4, 2, 2, 2)], F.conv_transpose2d)
    for kernel_size, options in ((3, {"padding": 2}), (0, {}), (2, {"stride": 0}), (7, {}), ([2, 2, 2], {}), (2, {"padding": -1})):
        call("maxPool2d", [image, kernel_size, options], lambda x, k, o: F.max_pool2d(x, k, **o))
        call("avgPool2d", [image, kernel_size, options], lambda x, k, o: F.avg_pool2d(x, k, **o))
    call("maxPool2d", [image, 2, {"dilation": 0}], lambda x, k, o: F.max_pool2d(x, k, **o))
    call("maxPool2d", [image, 3, {"dilation": 3}], lambda x, k, o: F.max_pool2d(x, k, **o))
    call("avgPool2d", [image, 2, {"divisorOverride": 0}], lambda x, k, o: F.avg_pool2d(x, k, divisor_override=0))
    call("maxPool2d", [zeros(5, 5), 2], F.max_pool2d)
    make("Conv2d", [4, 6, 3, {"groups": 4}], lambda i, o, k, options: torch.nn.Conv2d(i, o, k, **options))
    make("Conv2d", [4, 6, 3, {"padding": "same", "stride": 2}], lambda i, o, k, options: torch.nn.Conv2d(i, o, k, **options))
    make("Conv2d", [4, 6, 3, {"paddingMode": "mirror"}], lambda i, o, k, _: torch.nn.Conv2d(i, o, k, padding_mode="mirror"))


def losses():
    logits = zeros(3, 4)
    for target in (classes([0, 1, 4]), classes([0, -1, 2]), classes([0, 1]), classes([[0, 1, 2]]), zeros(3, 5)):
        call("crossEntropyLoss", [logits, target], F.cross_entropy)
    for options in ({"weight": [1, 2, 3]}, {"labelSmoothing": 1.5}, {"reduction": "median"}):
        call("crossEntropyLoss", [logits, classes([0, 1, 2]), options], lambda x, t, o: F.cross_entropy(
            x, t, **{("label_smoothing" if k == "labelSmoothing" else k): (torch.tensor(v).double() if k == "weight" else v) for k, v in o.items()}))
    call("nllLoss", [logits, classes([0, 9, 1])], F.nll_loss)
    call("mseLoss", [zeros(3), zeros(3), {"reduction": "avg"}], lambda x, t, o: F.mse_loss(x, t, **o))
    call("bceLoss", [[1.5, 0.5], [1.0, 0.0]], lambda x, t: F.binary_cross_entropy(torch.tensor(x), torch.tensor(t)))
    call("bceWithLogitsLoss", [zeros(3), zeros(3, 1)], F.binary_cross_entropy_with_logits)
    call("huberLoss", [zeros(3), zeros(3), {"delta": 0}], lambda x, t, o: F.huber_loss(x, t, **o))
    call("huberLoss", [zeros(3), zeros(3), {"delta": -1}], lambda x, t, o: F.huber_loss(x, t, **o))
    call("smoothL1Loss", [zeros(3), zeros(3), {"beta": -1}], lambda x, t, o: F.smooth_l1_loss(x, t, **o))


def normalizations():
    call("batchNorm", [zeros(1, 3), None, None, None, None, {"training": True}], lambda x, m, v, w, b, o: F.batch_norm(x, m, v, w, b, **o))
    call("batchNorm", [zeros(1, 3, 1, 1), None, None, None, None, {"training": True}], lambda x, m, v, w, b, o: F.batch_norm(x, m, v, w, b, **o))
    call("batchNorm", [zeros(2, 3), zeros(2), zeros(2)], F.batch_norm)
    call("batchNorm", [zeros(2, 3), None, None], F.batch_norm)
    call("batchNorm", [zeros(2, 3), zeros(3), zeros(3), zeros(4)], F.batch_norm)
    call("layerNorm", [zeros(2, 3), [2]], F.layer_norm)
    call("layerNorm", [zeros(2, 3), []], lambda x, s: torch.nn.LayerNorm(s)(x) if s else F.layer_norm(x, s))
    call("layerNorm", [zeros(2, 3), [3], zeros(2)], F.layer_norm)
    call("groupNorm", [zeros(2, 6), 4], F.group_norm)
    call("groupNorm", [zeros(1, 3), 3], F.group_norm)
    call("groupNorm", [zeros(1, 3, 1, 1), 3], F.group_norm)
    call("groupNorm", [zeros(2, 6), 0], lambda x, g: F.group_norm(x, max(g, 0) or 5))
    call("instanceNorm", [zeros(2, 3, 1)], F.instance_norm)
    call("dropout", [zeros(2), 1.5], F.dropout)
    call("dropout", [zeros(2), -0.1], F.dropout)
    make("Dropout", [1.1], torch.nn.Dropout)
    make("GroupNorm", [4, 6], torch.nn.GroupNorm)


def sequences():
    call("embedding", [classes([0, 5]), zeros(5, 2)], F.embedding)
    call("embedding", [classes([-1]), zeros(5, 2)], F.embedding)
    call("embedding", [classes([0]), zeros(5, 2), {"paddingIdx": 5}], lambda i, w, o: F.embedding(i, w, padding_idx=5))
    make("Embedding", [5, 2, {"paddingIdx": 7}], lambda n, d, o: torch.nn.Embedding(n, d, padding_idx=7))
    make("MultiHeadAttention", [8, 3], torch.nn.MultiheadAttention)
    make("LSTM", [3, 4, {"dropout": 1.5}], lambda i, h, o: torch.nn.LSTM(i, h, 2, dropout=1.5))
    make("RNN", [3, 4, {"nonlinearity": "gelu"}], lambda i, h, o: torch.nn.RNN(i, h, nonlinearity="gelu"))
    for name, gates in (("rnn", 1), ("gru", 3), ("lstm", 4)):
        module = {"rnn": torch.nn.RNN, "gru": torch.nn.GRU, "lstm": torch.nn.LSTM}[name](3, 4, batch_first=True).double()
        weights = {"weightIh": zeros(4 * gates, 3), "weightHh": zeros(4 * gates, 4)}
        call(name, [zeros(2, 5, 2), None, weights], lambda x, h, w, m=module: m(x))
        call(name, [zeros(2, 5, 3, 1), None, weights], lambda x, h, w, m=module: m(x))
        state = [zeros(1, 3, 4), zeros(1, 3, 4)] if name == "lstm" else zeros(1, 3, 4)
        given = tuple(real(s) for s in state) if name == "lstm" else real(state)
        call(name, [zeros(2, 5, 3), state, weights], lambda x, h, w, m=module, g=given: m(x, g))


def algebra():
    call("matmul", [zeros(2, 3), zeros(2, 3)], torch.matmul)
    call("matmul", [zeros(), zeros(3)], torch.matmul)
    call("matmul", [zeros(2, 2, 3), zeros(3, 3, 2)], torch.matmul)
    call("linear", [zeros(2, 3), zeros(4, 2)], F.linear)
    call("einsum", ["ij,jk->il", zeros(2, 3), zeros(3, 4)], torch.einsum)
    call("einsum", ["ij,jk->ik", zeros(2, 3), zeros(2, 4)], torch.einsum)
    call("add", [zeros(2, 3), zeros(2)], torch.add)
    call("reshape", [zeros(2, 3), [4, 2]], lambda x, s: x.reshape(s))
    call("reshape", [zeros(2, 3), [-1, -1]], lambda x, s: x.reshape(s))
    call("permute", [zeros(2, 3), [0, 0]], lambda x, a: x.permute(a))
    call("concat", [[zeros(2, 3), zeros(3, 2)], 0], lambda parts, axis: torch.cat([real(p) for p in parts], axis))
    call("stack", [[zeros(2), zeros(3)]], lambda parts: torch.stack([real(p) for p in parts]))
    call("gather", [zeros(2, 3), 1, classes([[3], [0]])], lambda x, a, i: x.gather(a, i))
    call("gather", [zeros(2, 3), 2, classes([[0], [0]])], lambda x, a, i: x.gather(a, i))
    call("indexSelect", [zeros(2, 3), 0, classes([2])], lambda x, a, i: x.index_select(a, i))
    call("oneHot", [classes([0, 4]), 4], F.one_hot)
    call("pad", [zeros(1, 1, 3), [3, 0], {"mode": "reflect"}], lambda x, p, o: F.pad(x, p, **o))
    call("pad", [zeros(1, 1, 3), [1, 0], {"mode": "mirror"}], lambda x, p, o: F.pad(x, p, **o))
    call("sum", [zeros(2, 3), 2], torch.sum)
    call("softmax", [zeros(2, 3), 2], F.softmax)
    call("amax", [zeros(0, 3), 0], lambda x, a: torch.amax(x, a))
    call("argmax", [zeros(0, 3), 0], torch.argmax)
    call("squeeze", [zeros(2, 3), 5], torch.squeeze)
    call("broadcastTo", [zeros(2, 3), [3, 3]], torch.broadcast_to)
    call("split", [zeros(6), [2, 3]], lambda x, sizes: torch.split(x, sizes))


OPTIMIZERS = [
    ("SGD", {"lr": -0.1}), ("SGD", {"lr": 0.1, "momentum": -0.5}), ("SGD", {"lr": 0.1, "weight_decay": -1}),
    ("SGD", {"lr": 0.1, "nesterov": True}), ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.1, "nesterov": True}),
    ("SGD", {"lr": 0.1, "moment": 0.9}),
    ("Adam", {"lr": -1}), ("Adam", {"eps": -1e-8}), ("Adam", {"betas": (1.0, 0.9)}), ("Adam", {"betas": (0.9, -0.1)}),
    ("Adam", {"betas": (0.9, 1.0)}), ("Adam", {"weight_decay": -0.1}), ("AdamW", {"lr": -1}), ("AdamW", {"weight_decay": -1}),
    ("AdamW", {"betas": (-0.1, 0.9)}), ("RMSprop", {"lr": -1}), ("RMSprop", {"alpha": -0.1}), ("RMSprop", {"eps": -1}),
    ("RMSprop", {"momentum": -1}), ("RMSprop", {"weight_decay": -1}), ("Adagrad", {"lr": -1}), ("Adagrad", {"lr_decay": -1}),
    ("Adagrad", {"weight_decay": -1}), ("Adagrad", {"initial_accumulator_value": -1}), ("Adagrad", {"eps": -1}),
    ("Adadelta", {"lr": -1}), ("Adadelta", {"rho": 1.1}), ("Adadelta", {"rho": -0.1}), ("Adadelta", {"eps": -1}),
    ("Adadelta", {"weight_decay": -1}),
]


def training():
    from conformance_training import camel, ours
    param = torch.zeros(2, requires_grad=True)
    for name, options in OPTIMIZERS:
        refuse("optimizer", name, [ours(options)], lambda _, n=name, o=options: getattr(torch.optim, n)([param], **o))
    refuse("optimizer", "SGD", [{"learningRate": 0.1, "empty": True}], lambda _: torch.optim.SGD([], lr=0.1))
    sgd, plain = torch.optim.SGD([param], lr=0.1, momentum=0.9), torch.optim.SGD([param], lr=0.1)
    for name, options in (("LinearLR", {"start_factor": 1.5}), ("LinearLR", {"end_factor": -0.1}),
                          ("ConstantLR", {"factor": 1.5}), ("ConstantLR", {"factor": -0.1}), ("OneCycleLR", {"max_lr": 1, "total_steps": 0}),
                          ("OneCycleLR", {"max_lr": 1, "total_steps": 5, "pct_start": 1.5}),
                          ("OneCycleLR", {"max_lr": 1, "total_steps": 5, "anneal_strategy": "exp"}),
                          ("CosineAnnealingWarmRestarts", {"T_0": 0}), ("CosineAnnealingWarmRestarts", {"T_0": 2, "T_mult": 0}),
                          ("ReduceLROnPlateau", {"factor": 1.0}), ("ReduceLROnPlateau", {"mode": "best"}),
                          ("ReduceLROnPlateau", {"threshold_mode": "percent"})):
        refuse("schedule", name, [{camel(key): value for key, value in options.items()}],
               lambda _, n=name, o=options: getattr(lr_scheduler, n)(sgd, **o))


def cases():
    windows()
    losses()
    normalizations()
    sequences()
    algebra()
    training()
    return FOUND
