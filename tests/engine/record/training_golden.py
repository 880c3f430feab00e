"""Golden runs: four small networks, ten steps each, with every loss and the weights before and after."""

import torch
from torch import nn

STEPS = 10
BATCHES = 2


class LastState(nn.Module):
    """A recurrent layer that gives the output of the last step."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, x):
        return self.layer(x)[0][:, -1]


def mlp():
    return nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3))


def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(6), nn.ReLU(),
        nn.Flatten(), nn.Linear(24, 3),
    )


def rnn(kind):
    return nn.Sequential(LastState(kind(3, 5, batch_first=True)), nn.Linear(5, 2))


def transformer():
    return nn.Sequential(nn.TransformerEncoderLayer(8, 2, dim_feedforward=16, dropout=0.0, batch_first=True), nn.Linear(8, 3))


def rounded(*shape, generator):
    return (torch.randn(shape, generator=generator, dtype=torch.float64) * 1000).round() / 1000


def classes(count, generator):
    return torch.randint(0, 3, (count,), generator=generator)


def sequence_loss(output, target):
    return nn.functional.mse_loss(output, target)


# The bias of the keys has no influence: its gradient is rounding noise, which AdamW would blow up to full steps in
# float32 with the usual eps of 1e-8. So the transformer has a large one.
CASES = {
    'mlp': (mlp, (16, 4), 'classes', lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.01)),
    'cnn': (cnn, (8, 1, 8, 8), 'classes', lambda p: torch.optim.Adam(p, lr=0.01)),
    'rnn': (lambda: rnn(nn.RNN), (6, 7, 3), (6, 2), lambda p: torch.optim.RMSprop(p, lr=0.01, centered=True, momentum=0.5)),
    'lstm': (lambda: rnn(nn.LSTM), (6, 7, 3), (6, 2), lambda p: torch.optim.Adagrad(p, lr=0.1)),
    'gru': (lambda: rnn(nn.GRU), (6, 7, 3), (6, 2), lambda p: torch.optim.Adadelta(p, lr=1.0)),
    'transformer': (transformer, (4, 5, 8), (4, 5, 3), lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1, eps=1e-3)),
}


def digits(values, count):
    return [float('%.*g' % (count, v)) for v in values.detach().double().reshape(-1).tolist()]


def state(model, count):
    return {name: {'shape': list(v.shape), 'data': digits(v, count)} for name, v in model.state_dict().items()}


def run(name, dtype):
    make, shape, target_shape, make_optimizer = CASES[name]
    torch.manual_seed(7)
    generator = torch.Generator().manual_seed(11)
    model = make().to(dtype)
    with torch.no_grad():
        for parameter in model.parameters():  # seven digits, so that both precisions start alike
            parameter.copy_(torch.tensor(digits(parameter, 7)).reshape(parameter.shape))
    initial = state(model, 17)
    x = rounded(BATCHES, *shape, generator=generator).to(dtype)
    if target_shape == 'classes':
        y = classes(BATCHES * shape[0], generator).reshape(BATCHES, shape[0])
        loss_of = nn.functional.cross_entropy
    else:
        y = rounded(BATCHES, *target_shape, generator=generator).to(dtype)
        loss_of = sequence_loss
    optimizer = make_optimizer(model.parameters())
    losses, norms = [], []
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(model(x[step % BATCHES]), y[step % BATCHES])
        loss.backward()
        if name == 'transformer':
            norms.append(float(nn.utils.clip_grad_norm_(model.parameters(), 1.0)))
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    case = {'model': name, 'dtype': 'float64' if dtype == torch.float64 else 'float32', 'losses': losses, 'final': state(model, 13 if dtype == torch.float64 else 8)}
    case['prediction'] = digits(model(x[0]), 13)
    if norms:
        case['norms'] = norms
    if dtype == torch.float64:
        case.update(initial=initial, x={'shape': list(x.shape), 'data': digits(x, 7)}, y={'shape': list(y.shape), 'data': digits(y, 7)})
    return case


def golden_cases():
    for name in CASES:
        yield run(name, torch.float64)
        yield run(name, torch.float32)
