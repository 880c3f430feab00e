import { Worker } from 'node:worker_threads'
import type { OpenSession } from '../host/session.ts'
import type { ToWorker } from '../protocol/messages.ts'
import { readMessage } from '../protocol/read.ts'
import { workerScript } from './bundle.ts'

/** Gives Node's worker the two functions that a browser's worker has, and nothing else that the runner asks for. */
const SHIM = `{
// In a block: what runs in this thread must not find the port by its name.
const { parentPort } = require('node:worker_threads');
globalThis.postMessage = (text) => parentPort.postMessage(text);
globalThis.addEventListener = (type, listen) => {
  if (type === 'message') parentPort.on('message', (data) => listen({ data, preventDefault() {} }));
  else if (type === 'error') process.on('uncaughtException', (error) => listen({ error, preventDefault() {} }));
  else process.on('unhandledRejection', (reason) => listen({ reason, preventDefault() {} }));
};
}
`

/**
 * Opens workers of the same script that the page runs, in Node's worker threads: for the build, the tests and the tools.
 * @param source the runner's script, from `workerScript`, for a process that may not start the bundler
 */
export async function nodeSessions(source: string | Promise<string> = workerScript()): Promise<OpenSession> {
  const script = SHIM + (await source)
  return ({ onMessage, onLost }) => {
    const worker = new Worker(script, { eval: true })
    // Threads have no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    const post = (message: ToWorker) => worker.postMessage(JSON.stringify(message))
    let isOpen = true
    worker.on('message', (text: unknown) => {
      if (!isOpen) return
      const message = readMessage(text)
      if (message) onMessage(message)
      post({ type: 'ack', count: 1 })
    })
    worker.on('error', () => {
      if (isOpen) onLost('crashed')
      isOpen = false
    })
    return {
      send: post,
      end: () => {
        isOpen = false
        void worker.terminate()
      },
      ownTime: async () => {
        const { user, system } = await worker.cpuUsage()
        return (user + system) / 1000 + worker.performance.eventLoopUtilization().idle
      },
    }
  }
}
