import { LatestClient } from '../figure/latest-client.ts'
import type { Flow, Settings } from './model.ts'

const start = () => new Worker(new URL('./flow.worker.ts', import.meta.url), { type: 'module' })

/** Asks the worker for the gradients of one kind of network at a time. */
export const flowClient = (make = start) => new LatestClient<Settings, Flow[]>(make)
