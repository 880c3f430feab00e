"""Records the layer fixtures: python3 tests/engine/record/layers.py (needs Debian's python3-torch, 1.13)."""

import os

import torch

from layers_augment import augment_cases
from layers_case import write
from layers_norm import norm_cases
from layers_sequence import sequence_cases
from layers_spatial import conv_cases, pool_cases

torch.set_num_threads(1)
torch.backends.mkldnn.enabled = False
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures')

GROUPS = {'conv': conv_cases, 'pool': pool_cases, 'norm': norm_cases, 'sequence': sequence_cases, 'augment': augment_cases}
for name, cases in GROUPS.items():
    write(os.path.normpath(os.path.join(FIXTURES, 'layers-%s.json' % name)), 'layers.py', list(cases()))
