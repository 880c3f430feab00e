import type { ParameterState } from '../optim/optimizer.ts'
import type { Feed, FeedState } from './feed.ts'
import type { Program } from './program.ts'
import type { Slot } from './value.ts'

/** Everything that an update changes. */
export interface PlanState {
  readonly step: number
  readonly blocks: readonly Float32Array[]
  readonly feed: FeedState | null
}

/** Parameters, memories of the optimizer, and buffers, as pieces of the arena. */
export function blocksOf({ block, update, builder }: Program): { at: number; floats: number }[] {
  return [
    { at: block.weights, floats: block.floats },
    ...update.slots,
    ...builder.stored.filter(({ grad }) => grad === null).map(({ slot }) => slot),
  ]
}

export function saveState(program: Program, feed: Feed | null): PlanState {
  const { f } = program.machine.heap
  return {
    step: program.builder.state.step,
    blocks: blocksOf(program).map(({ at, floats }) => f.slice(at / 4, at / 4 + floats)),
    feed: feed?.state ?? null,
  }
}

export function restoreState(
  program: Program,
  feed: Feed | null,
  { step, blocks, feed: place }: PlanState,
): void {
  const { heap } = program.machine
  blocksOf(program).forEach(({ at }, i) => heap.f.set(blocks[i]!, at / 4))
  program.builder.state.step = step
  if (feed !== null && place !== null) feed.state = place
}

const nameOf = ({ name }: Slot): string => name.replace(' of the optimizer', '')

/** What the optimizer remembers of each trained parameter, by the parameter's name, as eager optimizers keep it. */
export function readMemories(program: Program): Record<string, ParameterState> {
  const { builder, update, block } = program
  const trained = builder.stored.filter(({ grad }) => grad !== null)
  return Object.fromEntries(
    trained.map((stored) => {
      const offset = stored.slot.at - block.weights
      const slots = update.slots.map(
        (slot) => [nameOf(slot), program.read(stored, slot.at + offset)] as const,
      )
      return [stored.name, { step: builder.state.step, slots: Object.fromEntries(slots) }]
    }),
  )
}

/** Goes on with what an optimizer remembers; parameters left out, and memories not made yet, stay as they are. */
export function writeMemories(program: Program, memories: Readonly<Record<string, ParameterState>>): void {
  const { builder, update, block } = program
  for (const stored of builder.stored) {
    const memory = memories[stored.name]
    if (memory === undefined || stored.grad === null) continue
    builder.state.step = Math.max(builder.state.step, memory.step)
    for (const slot of update.slots) {
      const data = memory.slots[nameOf(slot)]
      const at = slot.at + stored.slot.at - block.weights
      if (data !== undefined) program.write({ ...stored, slot: { ...stored.slot, at } }, data)
    }
  }
}
