/** The part of a service worker's surroundings that worker.ts uses; TypeScript knows either pages or workers, not both. */
export interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
export interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  readonly clientId: string
  respondWith(answer: Promise<Response>): void
}
export interface MessageToWorker extends ExtendableEvent {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}
export interface WorkerSurroundings {
  readonly registration: { readonly scope: string; readonly active: unknown; readonly installing: unknown }
  readonly clients: {
    matchAll(options: {
      type: 'all'
      includeUncontrolled?: boolean
    }): Promise<readonly { readonly id: string }[]>
    claim(): Promise<void>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageToWorker) => void): void
}
