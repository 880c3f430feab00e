import { layerFromConfig, modelFromConfig, rng, sequential, summary } from 'chainrule'
import { describe, expect, test } from 'vitest'
import { configOf } from '../../components/network-builder/export.ts'
import { added, changed, doubled, fromLink, moved, presetIn, removed, stateOf, toLink, type BuilderState } from '../../components/network-builder/model.ts' // prettier-ignore
import { presetOf, PRESETS } from '../../components/network-builder/presets.ts'
import { parsePadding, parsePair, parseRow, parseRows, rowsText, rowText } from '../../components/network-builder/rows.ts' // prettier-ignore
import { sheetOf } from '../../components/network-builder/sheet.ts'
import { typescriptOf } from '../../components/network-builder/typescript.ts'
import { percentText, totalsOf } from '../../components/network-builder/words.ts'

const sheet = (
  rows: string,
  input: readonly number[] = [1, 28, 28],
  rules: 'pytorch' | 'keras' = 'pytorch',
) => sheetOf(input, parseRows(rows)!, rules)
const preset = (name: (typeof PRESETS)[number]) => {
  const { input, rows } = presetOf(name)
  return sheetOf(input, rows, 'pytorch')
}

describe('published totals', () => {
  // Parameters: the papers' architectures added up by hand; torchvision's weights page has those of its three models,
  // and their multiply–accumulates in billions: 0.71, 15.47, 1.81.
  test.each([
    ['lenet', 61_706, 416_520, 32],
    ['alexnet', 60_965_224, 724_406_816, 195],
    ['one-weird-trick', 61_100_840, 714_188_480, 195],
    ['vgg16', 138_357_544, 15_470_264_320, 212],
    ['resnet18', 11_689_512, 1_814_073_344, 435],
  ] as const)('%s', (name, parameters, macs, field) => {
    const { totals, lines, firstProblem } = preset(name)
    expect(firstProblem).toBeNull()
    expect(totals.parameters).toBe(parameters)
    expect(totals.macs).toBe(macs)
    // Published fields: 195 and 212 (Araujo et al. 2019), 435.
    const last = lines.findLast(({ sees }) => sees !== null && sees !== 'all')!
    expect(last.sees).toMatchObject({ size: [field, field] })
  })

  test('rows of AlexNet (2012), from the paper: two groups halve what a filter sees', () => {
    const rows = preset('alexnet').lines.filter(({ parameters }) => parameters > 0)
    expect(rows.map(({ parameters }) => parameters)).toEqual([
      34_944, 307_456, 885_120, 663_936, 442_624, 37_752_832, 16_781_312, 4_097_000,
    ])
    expect(rows.map(({ output }) => output!.join('x'))).toEqual(['96x55x55', '256x27x27', '384x13x13', '384x13x13', '256x13x13', '4096', '4096', '1000']) // prettier-ignore
  })

  test('VGG-16 keeps 15.2 million numbers with its input, not 24 million', () => {
    expect(preset('vgg16').totals.kept + 3 * 224 * 224).toBe(15_237_608)
  })

  test('ResNet-18 has eight sums, three of them with a convolution on the way around', () => {
    const { lines } = preset('resnet18')
    const sums = lines.filter(({ row }) => row.kind === 'add')
    expect(sums).toHaveLength(8)
    expect(lines.filter(({ row }) => row.kind === 'way')).toHaveLength(3)
    expect(sums.every(({ inputs }) => inputs.length === 2 && inputs[0] !== inputs[1])).toBe(true)
    expect(sums[0]!.inputs).toEqual(['bn3', 'pool1'])
  })

  test('512,000 of its 1,814,073,344 multiplications are not in convolutions, so its share is not called 100.0 %', () => {
    const { totals } = preset('resnet18')
    expect(totals.macs - totals.convMacs).toBe(512_000)
    expect(totalsOf(preset('resnet18'), 'pytorch').map(([, value]) => value)).toContain('99.97 %')
    expect(percentText(3, 3)).toBe('100.0 %')
    expect(percentText(1, 3)).toBe('33.3 %')
  })
})

describe('the table and the engine', () => {
  test.each(PRESETS)('%s: each row as the engine sums it up', (name) => {
    const own = preset(name)
    const rows = own.lines.filter(({ row }) => row.kind !== 'fork' && row.kind !== 'way')
    const engine = summary(configOf(own), [...own.input])
    // The engine may list the parts of a branch in another order; names are shared in graphs only.
    const key = (parameters: number, macs: number, shape: readonly number[], sees: unknown) => JSON.stringify([parameters, macs, shape, sees]) // prettier-ignore
    expect(engine.rows.map((row) => key(row.parameters, row.macs, row.outputShape, row.receptiveField)).toSorted()).toEqual(rows.map((row) => key(row.parameters, row.macs, row.output!, row.sees)).toSorted()) // prettier-ignore
    expect(engine.macs).toBe(own.totals.macs)
  })

  test('parameters are as many as the engine draws, and shapes those that it computes', () => {
    for (const rows of [
      'conv-6-k3x5-s2-p1x2_bn_relu_conv-9-k3-d2-g3-nobias_avg-k2-p1_flatten_dense-7_softmax',
      'conv-4-k3-psame_fork_conv-4-k3-p1_bn_way_conv-4-k1_add_relu_gap_dense-3',
      'conv-4-k2-psame_max-k3-s2-ceil_adaptive-2x3_flatten_drop-0.3_dense-5-nobias',
    ]) {
      const own = sheet(rows, [3, 11, 13])
      expect(own.firstProblem).toBeNull()
      const model = modelFromConfig(configOf(own), rng(1))
      expect(model.parameters().reduce((all, { data }) => all + data.length, 0)).toBe(own.totals.parameters)
      expect(summary(model, own.input).rows.at(-1)!.outputShape).toEqual(own.output)
      for (const { layer, input, output } of own.lines) {
        if (layer === null) continue
        const x = layerFromConfig({ type: 'Identity' }) // a layer run on zeros gives the shape that is shown
        expect(sequential([x, layerFromConfig(layer.config(), rng(2))]).outputShape([1, ...input!])).toEqual([1, ...output!]) // prettier-ignore
      }
    }
  })

  test('its TypeScript builds the same network', () => {
    for (const name of PRESETS) {
      const code = typescriptOf(preset(name))
      expect(code.match(/new Conv2d/g)?.length).toBe(presetOf(name).rows.filter(({ kind }) => kind === 'conv').length) // prettier-ignore
      expect(code.match(/new Residual/g)?.length ?? 0).toBe(presetOf(name).rows.filter(({ kind }) => kind === 'add').length) // prettier-ignore
    }
    expect(typescriptOf(preset('small'))).toContain("new Conv2d(1, 8, 3, { padding: 'same' })")
  })
})

describe('what is refused, with the reason that the library gives', () => {
  test.each([
    ['conv-8-k3-s2-psame', 'pytorch', "padding='same' is not supported for strided convolutions"],
    ['conv-8-k3_conv-9-k3-g2', 'pytorch', 'out_channels must be divisible by groups'],
    ['conv-8-k3_conv-9-k3-g3', 'pytorch', 'in_channels must be divisible by groups'],
    ['conv-8-k30', 'pytorch', "(28 x 28). Kernel size: (30 x 30). Kernel size can't be greater"],
    ['conv-8-k9-d4', 'pytorch', 'Kernel size: (33 x 33)'],
    ['max-k29', 'pytorch', 'Given input size: (1x28x28)'],
    ['max-k2-p2', 'pytorch', 'got pad=2, kernel_size=2'],
    ['max-k2-psame', 'pytorch', "no padding='same'"],
    ['flatten_conv-8', 'pytorch', 'input of size: [1, 784]'],
    ['dense-10', 'pytorch', 'Put a flatten in front'],
    ['conv-8-k3-s2-d2', 'keras', 'not supported in conjunction with `dilation_rate > 1`'],
    ['conv-8-k3_conv-9-k3-g2', 'keras', 'evenly divisible by the number of groups. Received: groups=2'],
    ['max-k3-s2-ceil', 'keras', 'no ceil mode'],
    ['max-k3-p1', 'keras', "padding='valid' and 'same' only"],
    ['conv-8-k30', 'keras', 'An input of (28, 28, 1)'],
    ['dense-10', 'keras', 'a 1 × 1 convolution with 10 filters'],
    ['fork_conv-8-k3-p1_add', 'pytorch', '(8, 28, 28) and (1, 28, 28)'],
    ['fork_conv-8-k3-s2-p1_way_conv-8-k1_add', 'keras', '(14, 14, 8) and (28, 28, 8)'],
    ['add', 'pytorch', 'No branch is open'],
    ['fork_relu', 'pytorch', 'never ends'],
    ['fork_relu_way_way_add', 'pytorch', 'has its way around already'],
  ] as const)('%s in %s', (rows, rules, reason) => {
    const { firstProblem, output, totals } = sheet(rows, [1, 28, 28], rules)
    expect(firstProblem?.problem?.toLowerCase()).toContain(reason.toLowerCase())
    expect(output).toBeNull()
    expect(Number.isFinite(totals.parameters)).toBe(true)
  })

  test('what one library refuses the other may take', () => {
    expect(sheet('conv-8-k3-s2-psame', [1, 28, 28], 'keras').output).toEqual([8, 14, 14])
    expect(sheet('conv-8-k3-s2-d2').output).toEqual([8, 12, 12])
    expect(sheet('max-k3-s2-ceil').output).toEqual([1, 14, 14])
    expect(sheet('max-k3-s2-psame', [1, 28, 28], 'keras').output).toEqual([1, 14, 14])
  })

  test('rows above a refused one keep their numbers, rows below have none', () => {
    const { lines } = sheet('conv-8-k3_conv-8-k40_relu')
    expect(lines.map(({ output }) => output)).toEqual([[8, 26, 26], null, null])
    expect(lines.filter(({ problem }) => problem !== null)).toHaveLength(1)
  })
})

describe('rows as text', () => {
  test('every row of every preset comes back', () => {
    for (const name of PRESETS) {
      const { rows } = presetOf(name)
      expect(parseRows(rowsText(rows))).toEqual(rows)
    }
    for (const text of ['conv-3-k1x2-s2x1-p0x1x0x1-d2-g3-nobias', 'avg-k3-s1-psame-ceil', 'adaptive-6x7', 'drop-0.25', 'leaky']) expect(rowText(parseRow(text)!)).toBe(text) // prettier-ignore
  })
  test.each(['conv', 'conv-0', 'conv-8-q3', 'conv-8-k0', 'conv-8-k3x3x3', 'relu-3', 'drop-1', 'drop-2', 'flatten-k2', 'constructor', 'act', 'dense-99999999', ''])('%j is no row', (text) => expect(parseRow(text)).toBeNull()) // prettier-ignore
  test('sizes and paddings as people type them', () => {
    expect(parsePair(' 3 × 5 ')).toEqual([3, 5])
    expect(parsePair('3, 5')).toEqual([3, 5])
    expect(parsePair('three')).toBeNull()
    expect(parsePadding('Same')).toBe('same')
    expect(parsePadding('valid')).toEqual([0, 0, 0, 0])
    expect(parsePadding('1x2')).toEqual([1, 1, 2, 2])
    expect(parsePadding('0x1x0x1')).toEqual([0, 1, 0, 1])
    expect(parsePadding('1x2x3')).toBeNull()
  })
})

describe('editing', () => {
  const first = stateOf('small')
  const text = ({ rows }: BuilderState) => rowsText(rows)
  test('adds below, copies, moves, changes and removes the chosen row', () => {
    const more = added({ ...first, at: 1 }, 'bn')
    expect([text(more), more.at]).toEqual(['conv-8-k3-psame_relu_bn_max-k2_flatten_dense-10_softmax', 2])
    expect(text(moved(more, -1))).toBe('conv-8-k3-psame_bn_relu_max-k2_flatten_dense-10_softmax')
    expect(moved({ ...first, at: 0 }, -1)).toEqual({ ...first, at: 0 })
    expect(text(doubled(first))).toContain('conv-8-k3-psame_conv-8-k3-psame')
    expect(text(changed(first, { out: 12, stride: [2, 2] }))).toContain('conv-12-k3-s2-psame')
    expect(text(removed({ ...more, at: 2 }))).toBe(text(first))
    let empty = first
    for (let i = 0; i < 9; i++) empty = removed(empty)
    expect([empty.rows, text(added(empty, 'act')), added(empty, 'act').at]).toEqual([[], 'relu', 0])
    expect(presetIn(first)).toBe('small')
    expect(presetIn(more)).toBeNull()
  })

  test('links carry any network, in pieces where it is long', () => {
    const long: BuilderState = { ...stateOf('resnet18'), dialect: 'keras' }
    expect(toLink(long)).toEqual({ net: 'resnet18', at: '0', rules: 'keras' })
    const own = added(added(changed(long, { out: 65 }), 'conv'), 'dense')
    const double: BuilderState = { ...own, rows: [...own.rows, ...own.rows] }
    for (const state of [own, double]) {
      const link = toLink(state)
      expect(Object.values(link).every((value) => value.length < 1000)).toBe(true)
      expect(fromLink(link, first)).toEqual(state)
    }
    expect(Object.keys(toLink(double))).toContain('rows1')
    expect(fromLink({ rows: 'conv-8_evil', input: '3x8x8' }, first)).toEqual(first)
    expect(fromLink({ rows: 'relu', input: '0x8x8' }, first)).toEqual(first)
    expect(fromLink({ net: 'toString', at: '1e9' }, first).at).toBe(first.rows.length - 1)
  })
})
