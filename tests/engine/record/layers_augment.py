"""Affine warps as grid_sample computes them (align_corners=False)."""

import math

import torch
import torch.nn.functional as F

from layers_case import draw, record


def warp(title, shape, rows, mode='bilinear', padding='zeros'):
    """rows: 2×3 matrix that maps output coordinates to input coordinates, both in [-1, 1] (affine_grid's theta)."""
    n = shape[0]
    theta = torch.tensor(rows, dtype=torch.float64).expand(n, 2, 3)

    def run(input):
        grid = F.affine_grid(theta, input.shape, align_corners=False)
        return F.grid_sample(input, grid, mode=mode, padding_mode=padding, align_corners=False)

    options = {'theta': rows, 'mode': mode, 'paddingMode': padding}
    return record('affineWarp', title, {'input': draw(*shape)}, options, run)


def augment_cases():
    turn = lambda degrees: [[math.cos(math.radians(degrees)), -math.sin(math.radians(degrees)), 0.0],
                            [math.sin(math.radians(degrees)), math.cos(math.radians(degrees)), 0.0]]
    yield warp('identity', (1, 2, 3, 4), [[1, 0, 0], [0, 1, 0]])
    yield warp('rotated by 30 degrees', (1, 1, 6, 6), turn(30))
    yield warp('rotated by 30 degrees, nearest', (1, 1, 6, 6), turn(30), mode='nearest')
    yield warp('rotated by 50 degrees, border repeated', (1, 1, 5, 5), turn(50), padding='border')
    yield warp('sheared, non-square', (2, 1, 4, 5), [[1, 0.3, 0], [0, 1, 0]])
    yield warp('shrunk and shifted', (1, 2, 5, 4), [[1.4, 0, 0.2], [0, 1.7, -0.3]])
    yield warp('mirrored', (1, 1, 4, 4), [[-1, 0, 0], [0, 1, 0]])
    yield warp('half a pixel, nearest: ties go to the even pixel', (1, 1, 2, 4), [[1, 0, -0.25], [0, 1, 0]], mode='nearest')
