import { offlineText as text } from '../../strings/offline.en.ts'
import { href } from '../base.ts'
import { showOffer } from './offer.ts'
import type { About, Cost, ToServiceWorker } from './release.ts'

/** How long a page stays open before it looks for a new release again, in milliseconds. */
const LOOK_EVERY = 3_600_000

const note = document.querySelector<HTMLElement>('.offline-note')

/** Keeps the course on the device, says when it is there, and offers a new release. Where that cannot be, nothing is said. */
export async function keepOffline(): Promise<void> {
  const container = serviceWorkers()
  if (!container) return
  const isKept = (await container.getRegistration(href('')).catch(() => undefined)) !== undefined
  if (!isKept && paysForData()) return askFirst(container)
  await register(container)
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  let registration: ServiceWorkerRegistration | undefined
  try {
    registration = await container.register(href('sw.js'), { scope: href(''), updateViaCache: 'none' })
  } catch {
    // A private window, a policy, no disk left: the course is read from its host, as before.
  }
  // Extensions that block service workers answer with nothing.
  if (!registration) return
  const { active, waiting, installing } = registration
  if (active) void tellReady(active)
  if (waiting && active) void offer(waiting)
  if (installing) follow(registration, installing)
  registration.addEventListener('updatefound', () => follow(registration, registration.installing!))
  let looked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < LOOK_EVERY) return
    looked = Date.now()
    void registration.update().catch(() => undefined)
  })
}

/** What comes with the registration is announced as well, on some occasions. */
const followed = new WeakSet<ServiceWorker>()

function follow(registration: ServiceWorkerRegistration, worker: ServiceWorker): void {
  if (followed.has(worker)) return
  followed.add(worker)
  const isFirst = !registration.active
  if (isFirst) say(text.keeping)
  worker.addEventListener('statechange', () => {
    if (worker.state === 'installed' && !isFirst) void offer(worker)
    if (worker.state === 'activated') void tellReady(worker)
    if (worker.state === 'redundant' && isFirst) say('')
  })
}

async function tellReady(worker: ServiceWorker): Promise<void> {
  const { isWhole, bytes } = await ask(worker)
  say(isWhole ? text.ready(text.size(bytes)) : '')
}

/** Where the reader has said that a new release can wait. */
const LATER = 'chainrule-later'

async function offer(worker: ServiceWorker): Promise<void> {
  const { release } = await ask(worker)
  if (isPutOff(release)) return
  showOffer(worker, {
    onTake: () => tell(worker, { type: 'take over' }),
    onLater: () => putOff(release),
  })
}

const tell = (worker: ServiceWorker, message: ToServiceWorker, ports: MessagePort[] = []): void =>
  worker.postMessage(message, ports)

const ask = (worker: ServiceWorker): Promise<About> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => resolve(data as About))
    port1.start()
    tell(worker, { type: 'about' }, [port2])
  })

function say(words: string): void {
  if (!note) return
  note.textContent = words
  note.hidden = words === ''
}

/** A page in a sandbox has none, and says so by throwing. */
function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker
  } catch {
    return undefined
  }
}

const paysForData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Readers who save data are told the price first. */
async function askFirst(container: ServiceWorkerContainer): Promise<void> {
  const response = await fetch(href('offline.json'))
  const { transfer } = (await response.json()) as Cost
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.textContent = text.keep(text.size(transfer))
  button.addEventListener('click', () => {
    say(text.keeping)
    void register(container)
  })
  say(' ')
  note?.replaceChildren(button)
}

function isPutOff(release: string): boolean {
  try {
    return sessionStorage.getItem(LATER) === release
  } catch {
    return false
  }
}

function putOff(release: string): void {
  try {
    sessionStorage.setItem(LATER, release)
  } catch {
    // Storage is blocked: the next page asks again.
  }
}
