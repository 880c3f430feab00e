"""Runs our PyTorch exports: npx node tests/engine/record/exports.ts | python3 tests/engine/record/training_exports.py

Each source text is executed as it is, the safetensors bytes we wrote are read by the few lines below, loaded with
strict names, and the outputs in evaluation mode are recorded together with the hash of the text.
"""

import base64
import hashlib
import json
import struct
import sys

import torch

from training import write

torch.set_num_threads(1)
torch.backends.mkldnn.enabled = False
DTYPES = {'F64': (torch.float64, 8), 'F32': (torch.float32, 4), 'I32': (torch.int32, 4)}


def read_safetensors(raw):
    (length,) = struct.unpack('<Q', raw[:8])
    header = json.loads(raw[8:8 + length])
    body = bytearray(raw[8 + length:])
    state = {}
    for name, entry in header.items():
        dtype, size = DTYPES[entry['dtype']]
        start, end = entry['data_offsets']
        flat = torch.frombuffer(body, dtype=dtype, count=(end - start) // size, offset=start) if end > start else torch.empty(0, dtype=dtype)
        state[name] = flat.reshape(entry['shape']).clone()
    return state


def run(case):
    space = {}
    exec(case['source'], space)
    model = space['model']
    model.load_state_dict(read_safetensors(base64.b64decode(case['weights'])), strict=True)
    model.eval()
    inputs = [torch.tensor(i['data'], dtype=torch.long if i['dtype'] == 'int32' else torch.float64).reshape(i['shape']) for i in case['inputs']]
    with torch.no_grad():
        outputs = model(*inputs)
    outputs = outputs if isinstance(outputs, list) else [outputs]
    return {
        'name': case['name'],
        'sha256': hashlib.sha256(case['source'].encode()).hexdigest(),
        'outputs': [{'shape': list(o.shape), 'data': [float('%.13g' % v) for v in o.reshape(-1).tolist()]} for o in outputs],
    }


if __name__ == '__main__':
    write('exports', [run(case) for case in json.load(sys.stdin)], 'training_exports.py')
