import { withoutWeights, type Layer, type Reach } from 'chainrule'
import { builderText } from '../../src/strings/network-builder.en.ts'
import { layerOf, type Shape } from './layers.ts'
import { addRefusal, refusal, type Dialect } from './refusals.ts'
import { FUNCTIONS, type Row } from './rows.ts'

const text = builderText.refused

/** What an output sees of the picture along H and W, and how far the next one is moved, in pixels. */
export interface Seen {
  readonly size: readonly [number, number]
  readonly jump: readonly [number, number]
}
export type Sees = Seen | 'all' | null

/** A value on its way through the network: its shape, what it sees, and the line that made it. */
interface Flow {
  readonly shape: Shape
  readonly sees: Sees
  readonly from: string
}

/** One row of the table. */
export interface Line {
  readonly row: Row
  readonly name: string
  /** The engine's layer; null for marks of a branch, and where the row is refused. */
  readonly layer: Layer | null
  /** Names of the lines whose outputs it reads. */
  readonly inputs: readonly string[]
  readonly input: Shape | null
  /** Without the batch; null where the row is refused, and after that. */
  readonly output: Shape | null
  readonly parameters: number
  /** Multiply–accumulates for one picture. */
  readonly macs: number
  /** Numbers in its output. */
  readonly activations: number
  readonly sees: Sees
  /** How many branches are open at this line. */
  readonly depth: number
  readonly problem: string | null
}

export interface Totals {
  readonly parameters: number
  readonly macs: number
  readonly activations: number
  /** The same without rows whose result may overwrite their input: activation functions and dropout. */
  readonly kept: number
  readonly denseParameters: number
  readonly convMacs: number
}

export interface Sheet {
  readonly input: Shape
  readonly lines: readonly Line[]
  readonly totals: Totals
  /** The shape of the last output; null where a row is refused. */
  readonly output: Shape | null
  readonly firstProblem: Line | null
}

/** r ← r + d (k − 1) j and j ← j s, from Araujo et al., Computing receptive fields, https://distill.pub/2019/computing-receptive-fields/ */
export function grown(sees: Sees, reach: Reach): Sees {
  if (sees === null || sees === 'all' || reach === 'pointwise') return sees
  if (reach === 'global') return 'all'
  const size = (axis: 0 | 1) =>
    sees.size[axis] + reach.dilation[axis] * (reach.kernelSize[axis] - 1) * sees.jump[axis]
  return {
    size: [size(0), size(1)],
    jump: [sees.jump[0] * reach.stride[0], sees.jump[1] * reach.stride[1]],
  }
}

/** Where two ways meet: the larger field. */
function merged(a: Sees, b: Sees): Sees {
  if (a === null || b === null) return a ?? b
  if (a === 'all' || b === 'all') return 'all'
  const larger = (key: keyof Seen) =>
    [Math.max(a[key][0], b[key][0]), Math.max(a[key][1], b[key][1])] as const
  return { size: larger('size'), jump: larger('jump') }
}

const product = (shape: Shape): number => shape.reduce((all, size) => all * size, 1)

const STEMS: Readonly<Record<Row['kind'], string>> = {
  conv: 'conv',
  max: 'pool',
  avg: 'pool',
  adaptive: 'pool',
  gap: 'pool',
  act: 'act',
  bn: 'bn',
  drop: 'drop',
  flatten: 'flatten',
  dense: 'fc',
  fork: 'fork',
  way: 'way',
  add: 'add',
}

interface Branch {
  readonly start: Flow
  /** The end of the body, once the way around has begun. */
  body: Flow | null
  readonly line: number
}

/** Goes through the rows once and keeps what is open. */
class Walk {
  readonly lines: Line[] = []
  readonly #dialect: Dialect
  readonly #counts = new Map<string, number>()
  readonly #open: Branch[] = []
  #flow: Flow | null

  constructor(input: Shape, dialect: Dialect) {
    this.#dialect = dialect
    const sees = input.length === 3 ? { size: [1, 1] as const, jump: [1, 1] as const } : null
    this.#flow = { shape: input, sees, from: 'input' }
  }

  #name(row: Row): string {
    const stem = row.kind === 'act' ? FUNCTIONS[row.name].toLowerCase() : STEMS[row.kind]
    const count = (this.#counts.get(stem) ?? 0) + 1
    this.#counts.set(stem, count)
    return `${stem}${count}`
  }

  #push(row: Row, name: string, parts: Partial<Line>): void {
    this.lines.push({
      row,
      name,
      layer: null,
      inputs: [],
      input: this.#flow?.shape ?? null,
      output: null,
      parameters: 0,
      macs: 0,
      activations: 0,
      sees: null,
      depth: this.#open.length,
      problem: null,
      ...parts,
    })
  }

  #refuse(row: Row, name: string, problem: string): void {
    this.#push(row, name, { problem })
    this.#flow = null
  }

  add(row: Row): void {
    const name = this.#name(row)
    const flow = this.#flow
    if (flow === null) return this.#push(row, name, {})
    if (row.kind === 'fork' || row.kind === 'way' || row.kind === 'add') return this.#branch(row, name, flow)
    const problem = refusal(row, flow.shape, this.#dialect)
    if (problem !== null) return this.#refuse(row, name, problem)
    try {
      const layer = layerOf(row, flow.shape)!
      const into = [1, ...flow.shape]
      const output = layer.outputShape(into).slice(1)
      const sees = grown(flow.sees, layer.reach(into))
      this.#push(row, name, {
        layer,
        inputs: [flow.from],
        output,
        parameters: layer.parameterCount(),
        macs: layer.macs(into),
        activations: product(output),
        sees,
      })
      this.#flow = { shape: output, sees, from: name }
    } catch (error) {
      this.#refuse(row, name, (error as Error).message)
    }
  }

  #branch(row: Row, name: string, flow: Flow): void {
    const here = { output: flow.shape, sees: flow.sees, inputs: [flow.from] }
    if (row.kind === 'fork') {
      this.#push(row, name, here)
      this.#open.push({ start: flow, body: null, line: this.lines.length - 1 })
      return
    }
    const branch = this.#open.at(-1)
    if (branch === undefined) return this.#refuse(row, name, text.noFork)
    if (row.kind === 'way') {
      if (branch.body !== null) return this.#refuse(row, name, text.secondWay)
      branch.body = flow
      this.#flow = branch.start
      const { shape, sees, from } = branch.start
      return this.#push(row, name, { input: shape, output: shape, sees, inputs: [from] })
    }
    this.#open.pop()
    const [body, way] = branch.body === null ? [flow, branch.start] : [branch.body, flow]
    if (body.shape.join() !== way.shape.join())
      return this.#refuse(row, name, addRefusal(body.shape, way.shape, branch.body !== null, this.#dialect))
    const sees = merged(body.sees, way.sees)
    this.#push(row, name, {
      inputs: [body.from, way.from],
      output: body.shape,
      activations: product(body.shape),
      sees,
    })
    this.#flow = { shape: body.shape, sees, from: name }
  }

  finish(): Shape | null {
    for (const { line } of this.#open) {
      const at = this.lines[line]!
      if (this.#flow !== null) this.lines[line] = { ...at, problem: text.neverAdded }
    }
    return this.lines.some(({ problem }) => problem !== null) ? null : (this.#flow?.shape ?? null)
  }
}

const OVERWRITES: ReadonlySet<Row['kind']> = new Set(['act', 'drop', 'flatten'])

/** The whole table of a network: every row by the engine's own layers, made without weights. */
export function sheetOf(input: Shape, rows: readonly Row[], dialect: Dialect): Sheet {
  const walk = new Walk(input, dialect)
  withoutWeights(() => {
    for (const row of rows) walk.add(row)
  })
  const output = walk.finish()
  const { lines } = walk
  const sum = (of: (line: Line) => number, where: (line: Line) => boolean = () => true): number =>
    lines.filter(where).reduce((all, line) => all + of(line), 0)
  const parameters = (line: Line) => line.parameters
  return {
    input,
    lines,
    output,
    firstProblem: lines.find(({ problem }) => problem !== null) ?? null,
    totals: {
      parameters: sum(parameters),
      macs: sum((line) => line.macs),
      activations: sum((line) => line.activations),
      kept: sum((line) => line.activations, ({ row }) => !OVERWRITES.has(row.kind)), // prettier-ignore
      denseParameters: sum(parameters, ({ row }) => row.kind === 'dense'),
      convMacs: sum((line) => line.macs, ({ row }) => row.kind === 'conv'), // prettier-ignore
    },
  }
}
