import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Tensor,
  augment,
  full,
  mul,
  ones,
  randn,
  rng,
  slice,
  sum,
  tensor,
  zeros,
} from '../../../src/engine/index.ts'
import { distance, readCases, replay } from './fixtures.ts'

interface Recorded {
  theta: [[number, number, number], [number, number, number]]
  mode: 'bilinear' | 'nearest'
  paddingMode: 'zeros' | 'border'
}

describe.each(['float64', 'float32'] as const)(
  'warp agrees with affine_grid and grid_sample of PyTorch, %s',
  (dtype) => {
    test.each(readCases('augment').map((record) => [record.title, record] as const))('%s', (_, record) => {
      const { theta, mode, paddingMode } = record.options as unknown as Recorded
      const problems = replay(record, dtype, ({ input }) => {
        const [height, width] = input!.shape.slice(2) as [number, number]
        // Both work in [−1, 1] from edge to edge; we in pixels from the center.
        const map: augment.PositionMap = (y, x) => {
          const [u, v] = [(2 * x) / width, (2 * y) / height]
          const [across, down] = theta.map((row) => row[0] * u + row[1] * v + row[2]) as [number, number]
          return [(down * height) / 2, (across * width) / 2]
        }
        return augment.warp(input!, map, { mode, paddingMode })
      })
      expect(problems).toEqual([])
    })
  },
)

const images = (seed: number, size = 5): Tensor => randn([2, 3, size, size + 1], { rng: rng(seed) })

describe('geometry', () => {
  test('nothing to do leaves every number as it is', () => {
    const x = images(1)
    const same = [
      augment.crop(x, 0, 0, 5, 6),
      augment.translate(x, 0, 0),
      augment.rotate(x, 0),
      augment.rotate(x, 360),
      augment.stretch(x, 1, 1),
      augment.shear(x, 0, 0),
      augment.lensDistortion(x, 0),
      augment.brightness(x, 0),
      augment.noise(x, 0, rng(1)),
      augment.augmentImages(x, { rng: rng(1) }),
    ]
    for (const y of same) expect(y.toArray()).toEqual(x.toArray())
  })

  test('quarter turns move pixels exactly, and four of them come back', () => {
    const x = randn([1, 2, 5, 5], { rng: rng(2) })
    const turned = augment.rotate(x, 90)
    expect(slice(turned, [0, 0, 4, 0]).item()).toBe(slice(x, [0, 0, 0, 0]).item()) // top left goes to bottom left
    expect(augment.rotate(augment.rotate(turned, 90), 180).toArray()).toEqual(x.toArray())
    expect(augment.rotate(x, -90).toArray()).toEqual(augment.rotate(x, 270).toArray())
  })

  test('a shift by whole pixels moves down and to the right, by half a pixel averages', () => {
    const x = tensor([1, 2, 3, 4], { shape: [1, 1, 2, 2] })
    expect(augment.translate(x, 1, 0).toArray()).toEqual([
      [
        [
          [0, 0],
          [1, 2],
        ],
      ],
    ])
    expect(augment.translate(x, 0, 1).toArray()).toEqual([
      [
        [
          [0, 1],
          [0, 3],
        ],
      ],
    ])
    expect(augment.translate(x, 0, 0.5, { paddingMode: 'border' }).toArray()).toEqual([
      [
        [
          [1, 1.5],
          [3, 3.5],
        ],
      ],
    ])
  })

  test('crop beyond the border fills with zeros', () => {
    const x = tensor([1, 2, 3, 4], { shape: [1, 1, 2, 2] })
    expect(augment.crop(x, -1, 1, 2, 3).toArray()).toEqual([
      [
        [
          [0, 0, 0],
          [2, 0, 0],
        ],
      ],
    ])
  })

  test('mirroring twice is nothing, horizontally exchanges columns', () => {
    const x = images(3)
    expect(augment.mirror(augment.mirror(x, 'vertical'), 'vertical').toArray()).toEqual(x.toArray())
    expect(slice(augment.mirror(x, 'horizontal'), [0, 0, 1, 5]).item()).toBe(slice(x, [0, 0, 1, 0]).item())
  })

  test('stretching a constant by 2 keeps the middle, shrinking leaves a frame of zeros', () => {
    const x = ones([1, 1, 4, 4])
    expect(sum(augment.stretch(x, 2, 2)).item()).toBe(16)
    expect(augment.stretch(x, 1, 0.5, { mode: 'nearest' }).toArray()).toEqual([
      [Array.from({ length: 4 }, () => [0, 1, 1, 0])],
    ])
  })

  test('a barrel pulls corners in: they look at what lies beyond the image, the center stays', () => {
    const x = ones([1, 1, 9, 9])
    const barrel = augment.lensDistortion(x, 0.5)
    expect(slice(barrel, [0, 0, 0, 0]).item()).toBe(0)
    expect(slice(barrel, [0, 0, 4, 4]).item()).toBe(1)
    expect(sum(augment.lensDistortion(x, -0.3)).item()).toBe(81) // a pincushion looks only inwards
  })

  test('warps are linear: a weighted sum of images gives the weighted sum of the results', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: -180, max: 180, noNaN: true }), (seed, degrees) => {
        const [a, b] = [images(seed), images(seed + 1)]
        const turn = (x: Tensor): Tensor => augment.rotate(x, degrees)
        const together = turn(mul(a, 2).add(mul(b, -3)))
        const apart = mul(turn(a), 2).add(mul(turn(b), -3))
        expect(distance(together.data, apart.data)).toBeLessThan(1e-13)
      }),
      { numRuns: 30 },
    )
  })
})

describe('values', () => {
  test('noise has the asked spread and its seed decides it', () => {
    const x = zeros([1, 1, 100, 100])
    const y = augment.noise(x, 0.5, rng(1))
    const variance = sum(mul(y, y)).item() / y.numel
    expect(Math.abs(variance / 0.25 - 1)).toBeLessThan(0.06) // four standard deviations of the estimate
    expect(augment.noise(x, 0.5, rng(1)).toArray()).toEqual(y.toArray())
    expect(augment.noise(x, 0.5, rng(2)).toArray()).not.toEqual(y.toArray())
  })
})

describe('augmentImages', () => {
  const all = {
    translate: 1,
    rotate: 20,
    stretch: 1.2,
    shear: 10,
    lens: 0.1,
    flipHorizontal: 0.5,
    brightness: 0.1,
  }

  test('the same seed gives the same images, each image gets its own change', () => {
    const x = full([3, 1, 6, 6], 1)
    const pattern = mul(x, randn([6, 6], { rng: rng(1) }))
    const y = augment.augmentImages(pattern, { rng: rng(4), ...all, noise: 0.01 })
    expect(augment.augmentImages(pattern, { rng: rng(4), ...all, noise: 0.01 }).toArray()).toEqual(
      y.toArray(),
    )
    const [first, second] = y.toArray() as number[][][][]
    expect(first).not.toEqual(second)
  })

  test('flips happen as often as asked', () => {
    const x = mul(ones([400, 1, 1, 1]), tensor([1, 2], { shape: [1, 1, 1, 2] }))
    const y = augment.augmentImages(x, { rng: rng(1), flipHorizontal: 0.25 })
    const flipped = (y.toArray() as number[][][][]).filter((image) => image[0]![0]![0] === 2).length
    expect(Math.abs(flipped - 100)).toBeLessThan(35) // four standard deviations
    expect(augment.augmentImages(x, { rng: rng(1), flipHorizontal: 1 }).toArray()).toEqual(
      augment.mirror(x, 'horizontal').toArray(),
    )
  })

  test('a random crop is a part of the image, and every part comes up', () => {
    const x = mul(ones([200, 1, 1, 1]), tensor([0, 1, 2, 3, 4, 5, 6, 7, 8], { shape: [1, 1, 3, 3] }))
    const y = augment.augmentImages(x, { rng: rng(1), crop: [2, 2] })
    const parts = new Set((y.toArray() as number[][][][]).map((image) => JSON.stringify(image[0])))
    expect([...parts].toSorted()).toEqual([
      '[[0,1],[3,4]]',
      '[[1,2],[4,5]]',
      '[[3,4],[6,7]]',
      '[[4,5],[7,8]]',
    ])
  })

  test('switching one option on leaves what the others draw as it was', () => {
    const x = images(5)
    const shifted = augment.augmentImages(x, { rng: rng(3), translate: 2 })
    const more = augment.augmentImages(x, { rng: rng(3), translate: 2, rotate: 0, lens: 0 })
    expect(more.toArray()).toEqual(shifted.toArray())
  })

  test('an empty batch stays empty', () => {
    expect(augment.augmentImages(zeros([0, 1, 4, 4]), { rng: rng(1), ...all }).shape).toEqual([0, 1, 4, 4])
  })

  test.each([
    [{ rotat: 3 }, "augmentImages: there is no option 'rotat'."],
    [{ rotate: -3 }, 'augmentImages: rotate is -3; it is from 0 to 180.'],
    [{ stretch: 0.5 }, 'augmentImages: stretch is 0.5; it is from 1 to Infinity.'],
    [{ crop: [9, 2] as const }, 'augmentImages: crop height is 9; it is from 1 to 5.'],
    [{ flipHorizontal: NaN }, 'augmentImages: flipHorizontal is NaN; it is from 0 to 1.'],
  ])('refuses %j', (options, message) => {
    expect(() => augment.augmentImages(images(1), { rng: rng(1), ...options })).toThrow(message)
  })
})

test.each([
  [
    () => augment.rotate(zeros([4, 4]), 3),
    'warp: images have 2 axes, need 4 (N, C, H, W). Got images (4, 4).',
  ],
  [() => augment.rotate(images(1), Infinity), 'rotate: degrees is Infinity; it is a finite number.'],
  [
    () => augment.stretch(images(1), -1, 1),
    'stretch: the factors are -1 and 1; they are positive (flip mirrors).',
  ],
  [() => augment.shear(images(1), 0, 90), 'shear: the angle is 90; it is between −90 and 90 degrees.'],
  [() => augment.lensDistortion(images(1), -1), 'lensDistortion: k is -1; above −1/3'],
  [
    () => augment.crop(images(1), 0.5, 0, 2, 2),
    'crop: top 0.5, left 0, height 2, width 2 must be whole, sizes above 0.',
  ],
  [
    () => augment.mirror(images(1), 'up' as 'vertical'),
    "mirror: direction is 'up'. Known: 'horizontal', 'vertical'.",
  ],
  [
    () => augment.warp(images(1), (y, x) => [y, x], { mode: 'cubic' as 'nearest' }),
    "warp: mode is 'cubic'. Known: 'bilinear', 'nearest'.",
  ],
  [
    () => augment.warp(images(1), [(y, x) => [y, x]]),
    'warp: 1 maps for 2 images. Got images (2, 3, 5, 6). Each image needs one map.',
  ],
  [() => augment.noise(images(1), -1, rng(1)), 'noise: std is -1; it is 0 or more.'],
  [
    () => augment.brightness(images(1), NaN),
    'brightness: shift is NaN, contrast 1; they are finite numbers.',
  ],
])('refuses what cannot be done: %#', (run, message) => {
  expect(run).toThrow(message)
})
