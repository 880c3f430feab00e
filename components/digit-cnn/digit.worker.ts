import { DigitHost } from './host.ts'
import type { Command } from './protocol.ts'

// A message to itself comes back behind the commands that wait already, and sooner than a timer would.
const { port1, port2 } = new MessageChannel()
let work: (() => void) | undefined
port1.addEventListener('message', () => work?.())
port1.start()

const host = new DigitHost({
  post: (report) => postMessage(report),
  later: (next) => {
    work = next
    port2.postMessage(undefined)
  },
  now: () => performance.now(),
})

addEventListener('message', ({ data }: MessageEvent<Command>) => host.handle(data))
