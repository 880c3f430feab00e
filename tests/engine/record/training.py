"""Records the training fixtures: python3 tests/engine/record/training.py (needs Debian's python3-torch, 1.13)."""

import json
import os
import platform

import torch

from training_golden import golden_cases
from training_optimizers import optimizer_cases
from training_schedules import schedule_cases

torch.set_num_threads(1)
torch.backends.mkldnn.enabled = False
FIXTURES = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures'))


def write(name, cases, script='training.py'):
    provenance = {
        'implementation': 'PyTorch ' + torch.__version__ + ' (Debian python3-torch), CPU, float64 unless a case says float32',
        'python': platform.python_version(),
        'script': 'tests/engine/record/' + script,
    }
    path = os.path.join(FIXTURES, 'training-%s.json' % name)
    lines = ',\n'.join(json.dumps(case, separators=(',', ':')) for case in cases)
    with open(path, 'w') as file:
        file.write('{"provenance":%s,\n"cases":[\n%s\n]}\n' % (json.dumps(provenance), lines))
    print(path, len(cases), 'cases')


if __name__ == '__main__':
    write('optimizers', list(optimizer_cases()))
    write('schedules', list(schedule_cases()))
    write('golden', list(golden_cases()))
