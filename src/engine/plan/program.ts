import type { LoweredModel } from '../model/lower.ts'
import type { OptimizerConfig } from '../optim/byName.ts'
import { numelOf } from '../tensor/shape.ts'
import { Tensor } from '../tensor/tensor.ts'
import { Builder, type Command, NotCompiledError, type Rule, type Stored } from './builder.ts'
import { type CompiledLoss, type LossConfig, planLoss } from './losses.ts'
import { type Backend, type Machine, makeMachine } from './machine.ts'
import { PASSED, ruleOf } from './rules/index.ts'
import { maxPoolRule } from './rules/pool.ts'
import { relayout } from './rules/structure.ts'
import { type Block, type ClipOptions, Update } from './update.ts'
import { Value } from './value.ts'

/** What a program is made from. */
export interface ProgramOptions extends ClipOptions {
  readonly loss: string | LossConfig
  readonly optimizer: string | OptimizerConfig
  /** Of one example. */
  readonly inputShape: readonly number[]
  readonly batchSize: number
  readonly seed: number
  readonly backend: Backend
}

/** Runs of commands that work on the whole batch, or on one example after the other. */
type Section = { readonly each: boolean; readonly commands: readonly Command[] }

function sections(commands: readonly Command[]): Section[] {
  const list: { each: boolean; commands: Command[] }[] = []
  for (const command of commands) {
    const last = list.at(-1)
    if (last !== undefined && last.each === command.each) last.commands.push(command)
    else list.push({ each: command.each, commands: [command] })
  }
  return list
}

/** A 32-bit seed for the chance of one layer. */
function layerSeed(seed: number, index: number): number {
  let h = Math.imul((seed | 0) ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b)
  h ^= h >>> 13
  return Math.imul(h, 0xc2b2ae35) | 0
}

const CONV1D = ['Conv1d', 'BatchNorm1d']

/** The commands of a model, its loss and its optimizer, over one arena. */
export class Program {
  readonly builder: Builder
  readonly machine: Machine
  readonly input: Value
  readonly output: Value
  /** Of one example, as the model gives it. */
  readonly outputShape: readonly number[]
  readonly loss: CompiledLoss
  readonly update: Update
  readonly block: Block
  /** Where the arena ends. */
  readonly end: number
  readonly #programs: { forward: Section[]; backward: Section[] }

  /** @throws NotCompiledError naming the layer that has no compiled form. */
  constructor(lowered: LoweredModel, options: ProgramOptions, recording = false) {
    const b = (this.builder = new Builder(options.batchSize, recording))
    const { nodes } = lowered
    if (lowered.inputs.length !== 1 || lowered.outputs.length !== 1)
      throw new NotCompiledError('', 'several inputs or outputs')
    const uses = (value: number): number =>
      nodes.reduce(
        (sum, { inputs }) => sum + inputs.filter((i) => i === value).length,
        Number(lowered.outputs[0] === value),
      )
    const first = nodes[0]?.layer.type ?? ''
    const { inputShape: shape } = options
    const isImage = shape.length === 3 || (shape.length === 2 && CONV1D.includes(first))
    const input = (this.input = b.value(
      'input',
      shape,
      isImage ? 'image' : 'rows',
      null,
      isImage ? shape[0] : undefined,
    ))
    input.needsGrad = false
    input.kept = true
    input.uses = uses(0)
    const values: Value[] = [input]
    const rules: { rule: Rule; layer: string }[] = []
    const cutOff = new Set<number>() // ReLUs that the pooling after them does by the way
    nodes.forEach(({ layer, path, name, inputs }, i) => {
      b.at(path)
      const from = inputs.map((value) => values[value]!)
      const next = nodes[i + 1]
      const isFused =
        layer.type === 'ReLU' &&
        !recording &&
        uses(i + 1) === 1 &&
        next?.layer.type === 'MaxPool2d' &&
        next.inputs[0] === i + 1
      if (PASSED.includes(layer.type) || isFused) {
        if (isFused) cutOff.add(i + 1)
        const [same] = from as [Value]
        same.uses += uses(i + 1) - 1
        values.push(same)
        return
      }
      const trained =
        layer.parameters().some(({ requiresGrad }) => requiresGrad) || from.some(({ needsGrad }) => needsGrad)
      const isCut = cutOff.has(inputs[0]!)
      const rule = isCut
        ? maxPoolRule(b, layer, name, from, true)
        : ruleOf(b, layer, name, from, layerSeed(options.seed, i))
      rule.output.needsGrad = trained
      rule.output.uses = uses(i + 1)
      values.push(rule.output)
      rules.push({ rule, layer: path })
    })
    let output = values[lowered.outputs[0]!]!
    const given = output.shape
    if (rules.length === 0) throw new NotCompiledError('', 'there is nothing to compute')
    if (output.layout === 'image' || output.order !== null) {
      b.at('')
      const flat = b.value(
        'output',
        output.layout === 'image' ? [numelOf(output.shape)] : output.shape,
        'rows',
      )
      const rule = relayout(b, output, flat)
      rules.push({ rule, layer: '' })
      output = flat
    }
    output.kept = true
    this.outputShape = given
    this.output = output
    this.loss = planLoss(b, options.loss, output, given)

    const trained = b.stored.filter(({ grad }) => grad !== null)
    if (trained.length === 0) throw new NotCompiledError('', 'there is nothing to train')
    b.allocateValues(output)
    b.allocateExtras()
    const floats = trained.reduce((sum, { slot }) => sum + slot.floats, 0)
    this.update = new Update(b, options.optimizer, floats, options)

    const machine = (this.machine = makeMachine(options.backend, 1))
    const weights = machine.base
    const gradients = Builder.place(
      trained.map(({ slot }) => slot),
      weights,
    )
    const rest = Builder.place(
      trained.map(({ grad }) => grad!),
      gradients,
    )
    const others = b.stored.filter(({ grad }) => grad === null).map(({ slot }) => slot)
    this.end = Builder.place([...others, ...new Set(b.slots)], rest)
    this.block = { floats, weights, gradients }
    machine.reserve(this.end + 16) // a product may read one vector behind a matrix
    b.start(machine)
    this.update.reset()
    for (const stored of b.stored) this.write(stored, stored.tensor.data)

    for (const { rule, layer } of rules) {
      b.at(layer)
      rule.forward()
    }
    for (const { rule, layer } of rules.toReversed()) {
      b.at(layer)
      if (rule.output.needsGrad) rule.backward()
    }
    this.#programs = {
      forward: sections(b.forward),
      backward: sections([...b.before, ...b.backward, ...b.after]),
    }
  }

  /** Bytes of everything planned. */
  get arenaBytes(): number {
    return this.end - this.block.weights
  }

  #run(list: readonly Section[], watch?: (layer: string) => void): void {
    const { batch } = this.builder.state
    for (const { each, commands } of list) {
      if (!each) {
        for (const command of commands) {
          command.run(0)
          watch?.(command.layer)
        }
        continue
      }
      for (let e = 0; e < batch; e++) for (const command of commands) command.run(e)
      for (const command of commands) watch?.(command.layer)
    }
  }

  forward(training: boolean): void {
    this.builder.state.training = training
    this.#run(this.#programs.forward)
  }

  /** Forward, loss and gradients of the batch at hand; returns the mean loss. */
  learn(watch?: (what: 'forward' | 'loss' | 'backward', layer: string, loss: number) => void): number {
    this.builder.state.training = true
    this.#run(this.#programs.forward, watch && ((layer) => watch('forward', layer, 0)))
    const loss = this.loss.run(true)
    watch?.('loss', '', loss)
    this.#run(this.#programs.backward, watch && ((layer) => watch('backward', layer, loss)))
    return loss
  }

  /** One update from the gradients; returns 0, or the norm of the gradients where clipping computes it. */
  apply(): number {
    return this.update.run(this.block, ++this.builder.state.step)
  }

  /** The numbers of a parameter or its gradient, or of a buffer, in the order of its tensor. */
  read({ tensor, places }: Stored, at: number): Float32Array {
    const { f } = this.machine.heap
    const from = at / 4
    const out = new Float32Array(tensor.numel)
    for (let i = 0; i < out.length; i++) out[i] = f[from + places[i]!]!
    return out
  }

  write({ slot, places }: Stored, data: ArrayLike<number>): void {
    const { f } = this.machine.heap
    const at = slot.at / 4
    for (let i = 0; i < places.length; i++) f[at + places[i]!] = data[i]!
  }

  /** A value of the batch at hand, or its gradient, in the shape of the layer's output. */
  readValue(value: Value, kind: 'data' | 'grad' = 'data'): Tensor {
    const { batch } = this.builder.state
    const out = new Float32Array(batch * numelOf(value.shape))
    this.copyOut(value, out, 0, kind)
    return new Tensor(out, [batch, ...value.shape])
  }

  /** Writes a value of the batch at hand, or its gradient, to `out`, from number `first` on. */
  copyOut(value: Value, out: Float32Array, first: number, kind: 'data' | 'grad' = 'data'): void {
    const border = kind === 'data' ? value.border : value.gradBorder
    const step = value.floats(border)
    const from = value[kind]!.at / 4
    const size = numelOf(value.shape)
    const { f } = this.machine.heap
    for (let e = 0; e < this.builder.state.batch; e++)
      value.copy(f, from + e * step, out, first + e * size, true, border)
  }
}
