import { Tensor } from '../tensor/tensor.ts'
import type { Stored } from './builder.ts'
import type { Program } from './program.ts'

/** One update, number by number. Names are the model's: '0' is the output of its first layer, '0.weight' a parameter. */
export interface Ledger {
  /** Counted from 0. */
  readonly step: number
  readonly loss: number
  /** The batch, and what every layer made of it (N, …). */
  readonly values: Readonly<Record<string, Tensor>>
  /** The gradients of the loss by these values. */
  readonly gradients: Readonly<Record<string, Tensor>>
  readonly parameters: Readonly<
    Record<string, { readonly before: Tensor; readonly gradient: Tensor | null; readonly after: Tensor }>
  >
  /** What the optimizer remembers after the update, by parameter and name of the memory. */
  readonly memories: Readonly<Record<string, Readonly<Record<string, Tensor>>>>
}

/** Brings a recorder to the state of the program, the batch at hand included. */
function follow(program: Program, recorder: Program): void {
  const { heap } = program.machine
  Object.assign(recorder.builder.state, program.builder.state)
  recorder.update.options = program.update.options
  const copy = (from: number, to: number, floats: number): void =>
    recorder.machine.heap.f.set(heap.f.subarray(from / 4, from / 4 + floats), to / 4)
  copy(program.block.weights, recorder.block.weights, program.block.floats)
  program.update.slots.forEach(({ at, floats }, i) => copy(at, recorder.update.slots[i]!.at, floats))
  program.builder.stored.forEach(({ slot, grad }, i) => {
    if (grad === null) copy(slot.at, recorder.builder.stored[i]!.slot.at, slot.floats)
  })
  copy(program.input.data!.at, recorder.input.data!.at, program.input.data!.floats)
  copy(program.loss.target.at, recorder.loss.target.at, program.loss.target.floats)
}

const tensorOf = (program: Program, stored: Stored, at: number): Tensor =>
  new Tensor(program.read(stored, at), stored.tensor.shape)

/** Makes the update of the batch at hand in the recorder, and writes down everything. */
export function recordStep(program: Program, recorder: Program): Ledger {
  follow(program, recorder)
  const { builder, update, block } = recorder
  const step = builder.state.step
  const before = builder.stored.map((stored) => tensorOf(recorder, stored, stored.slot.at))
  const loss = recorder.learn()
  const values = builder.values.map((value) => [value.name, recorder.readValue(value)] as const)
  const graded = builder.values.filter(({ grad }) => grad !== null)
  const gradients = graded.map((value) => [value.name, recorder.readValue(value, 'grad')] as const)
  const parameterGradients = builder.stored.map((stored) =>
    stored.grad === null ? null : tensorOf(recorder, stored, stored.grad.at),
  )
  recorder.apply()
  const parameters = builder.stored.map(
    (stored, i) =>
      [
        stored.name,
        {
          before: before[i]!,
          gradient: parameterGradients[i]!,
          after: tensorOf(recorder, stored, stored.slot.at),
        },
      ] as const,
  )
  const memories = builder.stored
    .filter(({ grad }) => grad !== null)
    .map((stored) => {
      const offset = stored.slot.at - block.weights
      const own = update.slots.map(
        ({ name, at }) =>
          [name.replace(' of the optimizer', ''), tensorOf(recorder, stored, at + offset)] as const,
      )
      return [stored.name, Object.fromEntries(own)] as const
    })
  return {
    step,
    loss,
    values: Object.fromEntries(values),
    gradients: Object.fromEntries(gradients),
    parameters: Object.fromEntries(parameters),
    memories: Object.fromEntries(memories),
  }
}

/** Makes the update that fails in the recorder, and finds the first tensor that is not finite. */
export function findNonFinite(program: Program, recorder: Program): { layer: string; tensor: string } {
  follow(program, recorder)
  const { builder, machine, update } = recorder
  let found: { layer: string; tensor: string } | null = null
  const isBad = (data: ArrayLike<number>): boolean => Array.from(data).some((x) => !Number.isFinite(x))
  const note = (layer: string, tensor: string): void => {
    found ??= { layer, tensor }
  }
  recorder.learn((what, layer, loss) => {
    if (found !== null) return
    if (what === 'loss' && !Number.isFinite(loss)) note('', 'loss')
    if (
      what === 'loss' &&
      recorder.output.grad !== null &&
      isBad(recorder.readValue(recorder.output, 'grad').data)
    )
      note('', 'gradient')
    if (what === 'forward') {
      const value = builder.values.find(({ name }) => name === layer)
      if (value?.data && isBad(recorder.readValue(value).data)) note(layer, 'output')
    }
    if (what !== 'backward') return
    const bad = builder.stored.find(
      ({ name, grad, ...stored }) =>
        grad !== null &&
        name.startsWith(`${layer}.`) &&
        isBad(recorder.read({ name, grad, ...stored }, grad.at)),
    )
    if (bad !== undefined) note(layer, `gradient of ${bad.name}`)
  })
  if (found !== null) return found
  recorder.apply()
  const layerOf = (name: string): string => name.split('.').slice(0, -1).join('.')
  for (const stored of builder.stored)
    if (isBad(recorder.read(stored, stored.slot.at))) note(layerOf(stored.name), stored.name)
  for (const slot of update.slots) if (machine.kernels.finite(slot.floats, slot.at) !== 0) note('', slot.name)
  return found ?? { layer: '', tensor: 'loss' } // of a tiny network, whose own code sums in float32
}
