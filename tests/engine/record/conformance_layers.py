"""Layers as classes: made with PyTorch's options in camelCase, given PyTorch's state, run forward and backward."""
import torch
from torch import nn

from conformance_case import normal, pack

FOUND = []


def layer(name, args, module, inputs, training=True, steps=1, pick=None):
    """Runs the module `steps` times, the last time with gradients of a weighted sum."""
    module = module.double().train(training)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(normal(*parameter.shape, scale=0.5))
    before = {key: pack(value) for key, value in module.state_dict().items()}
    for _ in range(steps):
        module.zero_grad()
        given = [x.clone().requires_grad_() if x.dtype.is_floating_point else x for x in inputs]
        output = module(*given)
        output = output[0] if isinstance(output, tuple) else output
        weights = torch.linspace(-0.9, 1.1, max(output.numel(), 1), dtype=torch.float64)[: output.numel()]
        (output * weights.reshape(output.shape)).sum().backward()
    FOUND.append({
        "layer": name, "args": args, "training": training, "steps": steps, "state": before,
        "inputs": [pack(x) for x in inputs], "output": pack(output),
        "inputGradients": [pack(x.grad) if x.requires_grad else None for x in given],
        "gradients": {key: pack(value.grad) for key, value in module.named_parameters() if value.grad is not None},
        "after": {key: pack(value) for key, value in module.state_dict().items()},
    })


def convolutions():
    for mode in ("zeros", "reflect", "replicate", "circular"):
        for ours, theirs in (({"padding": [2, 1], "stride": [2, 1]}, {"padding": (2, 1), "stride": (2, 1)}),
                             ({"padding": "same", "dilation": 2, "bias": False}, {"padding": "same", "dilation": 2, "bias": False})):
            layer("Conv2d", [2, 4, [2, 3], {**ours, "groups": 2, "paddingMode": mode}],
                  nn.Conv2d(2, 4, (2, 3), groups=2, padding_mode=mode, **theirs), [normal(2, 2, 6, 5)])
        layer("Conv1d", [3, 2, 4, {"padding": 3, "paddingMode": mode}], nn.Conv1d(3, 2, 4, padding=3, padding_mode=mode), [normal(2, 3, 7)])
    layer("ConvTranspose2d", [4, 6, [3, 2], {"stride": [2, 3], "padding": [1, 0], "outputPadding": [1, 2], "groups": 2, "bias": False}],
          nn.ConvTranspose2d(4, 6, (3, 2), (2, 3), (1, 0), (1, 2), groups=2, bias=False), [normal(2, 4, 3, 2)])
    layer("ConvTranspose1d", [2, 3, 4, {"stride": 2, "padding": 1, "dilation": 2}],
          nn.ConvTranspose1d(2, 3, 4, 2, 1, dilation=2), [normal(2, 2, 5)])


def norms():
    for options, momentum in (({}, 0.1), ({"momentum": 0.3, "eps": 1e-2}, 0.3), ({"momentum": None}, None), ({"affine": False}, 0.1),
                              ({"trackRunningStats": False}, 0.1)):
        theirs = {"momentum": momentum, "eps": options.get("eps", 1e-5), "affine": options.get("affine", True),
                  "track_running_stats": options.get("trackRunningStats", True)}
        for training in (True, False):
            layer("BatchNorm2d", [3, options], nn.BatchNorm2d(3, **theirs), [normal(4, 3, 2, 2) * 2 + 1], training, 3)
            layer("BatchNorm1d", [3, options], nn.BatchNorm1d(3, **theirs), [normal(5, 3) - 1], training, 2)
    layer("LayerNorm", [[3, 4], {"eps": 1e-3}], nn.LayerNorm((3, 4), eps=1e-3), [normal(2, 3, 4)])
    layer("LayerNorm", [4, {"affine": False}], nn.LayerNorm(4, elementwise_affine=False), [normal(2, 3, 4)])
    layer("GroupNorm", [2, 4, {"eps": 0.1}], nn.GroupNorm(2, 4, eps=0.1), [normal(2, 4, 3)])
    layer("InstanceNorm2d", [3, {"affine": True}], nn.InstanceNorm2d(3, affine=True), [normal(2, 3, 3, 2)])


def others():
    layer("Linear", [3, 5], nn.Linear(3, 5), [normal(2, 4, 3)])
    layer("Linear", [3, 1, {"bias": False}], nn.Linear(3, 1, bias=False), [normal(3)])
    layer("Embedding", [6, 3, {"paddingIdx": 2}], nn.Embedding(6, 3, padding_idx=2), [torch.tensor([[1, 2], [5, 2]])])
    for name, kind in (("RNN", nn.RNN), ("LSTM", nn.LSTM), ("GRU", nn.GRU)):
        layer(name, [3, 4, {"numLayers": 2, "bidirectional": True}], kind(3, 4, 2, bidirectional=True, batch_first=True), [normal(2, 5, 3)])
    layer("MultiHeadAttention", [6, 3], nn.MultiheadAttention(6, 3, batch_first=True), [normal(2, 4, 6), normal(2, 5, 6), normal(2, 5, 6)])
    for norm_first, activation in ((False, "relu"), (True, "gelu")):
        layer("TransformerBlock", [6, 2, {"dimFeedforward": 10, "dropout": 0, "normFirst": norm_first, "activation": activation}],
              nn.TransformerEncoderLayer(6, 2, 10, 0.0, activation, batch_first=True, norm_first=norm_first), [normal(2, 4, 6)])
    for name, args, module in (("ReLU", [], nn.ReLU()), ("LeakyReLU", [0.2], nn.LeakyReLU(0.2)), ("ELU", [1.5], nn.ELU(1.5)), ("Tanh", [], nn.Tanh()),
                               ("Sigmoid", [], nn.Sigmoid()), ("GELU", [{"approximate": "tanh"}], nn.GELU("tanh")), ("SiLU", [], nn.SiLU()),
                               ("Softplus", [], nn.Softplus()), ("Hardtanh", [-2, 0.5], nn.Hardtanh(-2, 0.5)), ("Softmax", [1], nn.Softmax(1)),
                               ("LogSoftmax", [-1], nn.LogSoftmax(-1)), ("Flatten", [1, 2], nn.Flatten(1, 2)), ("Unflatten", [1, [3, 1]], nn.Unflatten(1, (3, 1))),
                               ("Dropout", [0.7], nn.Dropout(0.7))):
        layer(name, args, module, [normal(2, 3, 4, scale=2)], training=name != "Dropout")
    image = normal(2, 3, 7, 6)
    for name, args, module in (("MaxPool2d", [3, {"stride": 2, "padding": 1, "ceilMode": True}], nn.MaxPool2d(3, 2, 1, ceil_mode=True)),
                               ("AvgPool2d", [[2, 3], {"countIncludePad": False, "padding": 1}], nn.AvgPool2d((2, 3), padding=1, count_include_pad=False)),
                               ("AdaptiveAvgPool2d", [[3, 2]], nn.AdaptiveAvgPool2d((3, 2)))):
        layer(name, args, module, [image])


def cases():
    convolutions()
    norms()
    others()
    return FOUND
