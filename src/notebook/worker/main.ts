import type { ToWorker } from '../protocol/messages.ts'
import { installAmbient } from './ambient.ts'
import { Current } from './current.ts'
import { engine } from './engine.ts'
import { describeError } from './errors.ts'
import { judge } from './judge.ts'
import { lockDown } from './lockdown.ts'
import { limitReaderMemory } from './memory.ts'
import { native } from './native.ts'
import { Wire } from './outbox.ts'
import { Runner, textOf } from './run.ts'

/** The part of a worker's global scope that the runner keeps for itself. */
interface WorkerScope {
  postMessage(text: string): void
  addEventListener(
    type: string,
    listen: (event: { data?: unknown; reason?: unknown; error?: unknown; preventDefault(): void }) => void,
  ): void
}

const scope = globalThis as unknown as WorkerScope
const wire = new Wire(scope.postMessage.bind(scope))
const listen = scope.addEventListener.bind(scope)
const current = new Current(wire)
const runner = new Runner(wire, current)
let queue = Promise.resolve()

/** What nobody awaited has failed: it belongs below the cell like anything printed. */
function reportStray(thrown: unknown): void {
  const { name, message } = describeError(thrown, textOf)
  current.outbox.add({
    kind: 'log',
    level: 'error',
    parts: [{ t: 'text', text: `${name}: ${message}`, more: 0 }],
  })
  current.outbox.flush()
}

listen('message', ({ data }) => {
  const message = native.parse(data as string) as ToWorker
  if (message.type === 'ack') wire.acknowledge(message.count)
  else if (message.type === 'ping') wire.send({ type: 'pong' })
  else if (message.type === 'run') queue = queue.then(() => runner.runAll(message.run, message.cells))
  else
    queue = queue.then(async () =>
      wire.send({ type: 'verdict', run: message.run, verdict: await judge(message.job, current) }),
    )
})
listen('error', (event) => {
  event.preventDefault()
  reportStray(event.error)
})
listen('unhandledrejection', (event) => {
  event.preventDefault()
  reportStray(event.reason)
})

Error.stackTraceLimit = 50
installAmbient(current)
limitReaderMemory()
lockDown()
// What cells train in float32 trains by compiled plans where it can.
;(engine['usePlans'] as (make: unknown) => void)(engine['compilePlan'])
Object.freeze(engine)
wire.send({ type: 'ready' })
