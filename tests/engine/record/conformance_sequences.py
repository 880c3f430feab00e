"""Normalization with its running statistics, recurrent stacks and attention."""
import itertools

import torch
import torch.nn.functional as F

from conformance_case import CASES, DTYPES, T, case, normal, pack, positive


def normalization():
    for shape in ((4, 3), (2, 3, 5), (2, 3, 2, 4)):
        for eps, momentum, affine in ((1e-5, 0.1, True), (1e-3, 0.4, False), (0.5, 1.0, True)):
            mean, var = normal(3), positive(3)
            tensors = {"x": normal(*shape, scale=3) + 5}
            if affine:
                tensors.update({"w": normal(3), "b": normal(3)})
            for dtype, training in itertools.product(DTYPES, (True, False)):
                kept = [mean.clone().to(DTYPES[dtype]), var.clone().to(DTYPES[dtype])]
                before = [t.tolist() for t in kept]
                ours = {"training": training, "momentum": momentum, "eps": eps}

                def run(x, w=None, b=None, kept=kept, ours=ours):
                    return F.batch_norm(x, kept[0], kept[1], w, b, **ours)
                args = [T("x"), {"values": before[0]}, {"values": before[1]}, T("w") if affine else None, T("b") if affine else None, ours]
                case("batchNorm", args, tensors, run, dtypes=(dtype,))
                CASES[-1]["after"] = {"1": pack(kept[0]), "2": pack(kept[1])}
    for normalized, eps in (((4,), 1e-5), ((3, 4), 1e-2), ((2, 3, 4), 0.7)):
        case("layerNorm", [T("x"), list(normalized), T("w"), T("b"), {"eps": eps}],
             {"x": normal(2, 3, 4, scale=2) + 10, "w": normal(*normalized), "b": normal(*normalized)},
             lambda x, w, b, s=normalized, e=eps: F.layer_norm(x, s, w, b, e))
    case("layerNorm", [T("x"), [1]], {"x": normal(3, 1)}, lambda x: F.layer_norm(x, (1,)))
    for groups, shape, eps in ((1, (2, 6, 3), 1e-5), (2, (2, 6), 1e-3), (3, (1, 6, 2, 2), 0.3), (6, (2, 6, 4), 1e-5)):
        case("groupNorm", [T("x"), groups, T("w"), T("b"), {"eps": eps}], {"x": normal(*shape) - 3, "w": normal(6), "b": normal(6)},
             lambda x, w, b, g=groups, e=eps: F.group_norm(x, g, w, b, e))
    for shape in ((2, 3, 4), (1, 3, 2, 5)):
        case("instanceNorm", [T("x"), T("w"), T("b"), {"eps": 0.01}], {"x": normal(*shape), "w": normal(3), "b": normal(3)},
             lambda x, w, b: F.instance_norm(x, weight=w, bias=b, eps=0.01))


def sequences():
    for kind, gates in (("rnn", 1), ("lstm", 4), ("gru", 3)):
        for layers, bidirectional, bias, unbatched, start in (
                (1, False, True, False, False), (2, True, True, False, True), (3, False, False, False, True), (2, True, False, True, False)):
            options = {"nonlinearity": "relu"} if kind == "rnn" and layers == 2 else {}
            module = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind](
                3, 4, layers, bias=bias, bidirectional=bidirectional, batch_first=True, **options).double()
            sets, tensors = [], {"x": normal(*((5, 3) if unbatched else (2, 5, 3)))}
            for name, value in module.named_parameters():
                tensors[name] = value.detach().clone()
            for layer, suffix in itertools.product(range(layers), ["", "_reverse"] if bidirectional else [""]):
                one = {"weightIh": T(f"weight_ih_l{layer}{suffix}"), "weightHh": T(f"weight_hh_l{layer}{suffix}")}
                if bias:
                    one.update({"biasIh": T(f"bias_ih_l{layer}{suffix}"), "biasHh": T(f"bias_hh_l{layer}{suffix}")})
                sets.append(one)
            count = layers * (2 if bidirectional else 1)
            state = None
            if start:
                tensors["h0"] = normal(count, 2, 4)
                state = T("h0")
                if kind == "lstm":
                    tensors["c0"] = normal(count, 2, 4)
                    state = [T("h0"), T("c0")]

            def run(x, h0=None, c0=None, module=module, **weights):
                copy = torch.nn.utils.stateless
                hx = None if h0 is None else (h0 if c0 is None else (h0, c0))
                output, hidden = copy.functional_call(module.to(x.dtype), weights, (x, hx) if hx is not None else (x,))
                return (output, *hidden) if isinstance(hidden, tuple) else (output, hidden)
            case(kind, [T("x"), state, sets, {"bidirectional": bidirectional, **options}], tensors, run,
                 pick=["output", "hidden", "cell"][: 3 if kind == "lstm" else 2])
    for heads, causal, mask in ((1, False, False), (2, True, False), (4, False, True)):
        e, b, t, s = 8, 2, 3, 3 if causal else 5
        tensors = {"q": normal(b, t, e), "k": normal(b, s, e), "v": normal(b, s, e), "w": normal(3 * e, e, scale=0.4),
                   "b": normal(3 * e), "ow": normal(e, e, scale=0.4), "ob": normal(e)}
        ours = {"nHead": heads, "isCausal": causal}
        forbidden = torch.triu(torch.ones(t, s, dtype=torch.bool), 1) if causal else None
        padding = torch.tensor([[False] * s, [False] * (s - 2) + [True] * 2]) if mask else None
        if mask:
            ours["keyPaddingMask"] = padding.int().tolist()

        def attend(q, k, v, w, b, ow, ob, heads=heads, forbidden=forbidden, padding=padding):
            out, weights = F.multi_head_attention_forward(
                *[x.transpose(0, 1) for x in (q, k, v)], 8, heads, w, b, None, None, False, 0.0, ow, ob,
                key_padding_mask=padding, attn_mask=forbidden, average_attn_weights=False)
            return out.transpose(0, 1), weights
        case("multiHeadAttention", [T("q"), T("k"), T("v"), {"inProjWeight": T("w"), "inProjBias": T("b"), "outProjWeight": T("ow"),
                                                            "outProjBias": T("ob")}, ours], tensors, attend, pick=["output", "probs"])
