import { offlineText as text } from '../../strings/offline.en.ts'
import { href } from '../base.ts'
import { showOffer } from './offer.ts'
import { showInPlace } from './place.ts'
import type { About, Cost, ToServiceWorker } from './release.ts'
import { isUnwanted, removeCourse, setUnwanted } from './wanted.ts'

/** How long a page stays open before it looks for a new release again, in milliseconds. */
const LOOK_EVERY = 3_600_000

const note = document.querySelector<HTMLElement>('.offline-note')

/** Keeps the course on the device, says when it is there, and offers a new release. Where that cannot be, nothing is said. */
export async function keepOffline(): Promise<void> {
  const container = serviceWorkers()
  if (!container) return
  if (isUnwanted()) {
    // Again: an update that was on its way when the reader removed the course may have left something.
    await removeCourse(container)
    return askFirst(container, text.notKept)
  }
  const isKept = (await container.getRegistration(href('')).catch(() => undefined)) !== undefined
  if (!isKept && paysForData()) return askFirst(container)
  await register(container)
}

async function register(container: ServiceWorkerContainer, isAskedFor = false): Promise<void> {
  let registration: ServiceWorkerRegistration | undefined
  try {
    registration = await container.register(href('sw.js'), { scope: href(''), updateViaCache: 'none' })
  } catch {
    // A private window, a policy, no disk left: the course is read from its host, as before.
  }
  // Extensions that block service workers answer with nothing.
  if (!registration) return
  const { active, waiting, installing } = registration
  if (active) void tellReady(container, active, isAskedFor ? 'fill' : 'about')
  if (waiting && active) void offer(waiting)
  if (installing) follow(container, registration, installing)
  registration.addEventListener('updatefound', () =>
    follow(container, registration, registration.installing!),
  )
  let looked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < LOOK_EVERY) return
    looked = Date.now()
    void registration.update().catch(() => undefined)
  })
}

/** What comes with the registration is announced as well, on some occasions. */
const followed = new WeakSet<ServiceWorker>()

function follow(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  worker: ServiceWorker,
): void {
  if (followed.has(worker)) return
  followed.add(worker)
  const isFirst = !registration.active
  if (isFirst) say(text.keeping)
  worker.addEventListener('statechange', () => {
    if (worker.state === 'installed' && !isFirst) void offer(worker)
    if (worker.state === 'activated') void tellReady(container, worker)
    if (worker.state !== 'redundant' || !isFirst) return
    say('')
    showInPlace(text.placeAbout)
  })
}

async function tellReady(
  container: ServiceWorkerContainer,
  worker: ServiceWorker,
  question: 'about' | 'fill' = 'about',
): Promise<void> {
  const { isWhole, bytes } = await ask(worker, question)
  const size = text.size(bytes)
  say(isWhole ? text.ready(size) : '')
  showInPlace(isWhole ? text.kept(size) : text.keptInPart, [
    text.remove,
    () => void removeIfMeant(container, size),
  ])
}

async function removeIfMeant(container: ServiceWorkerContainer, size: string): Promise<void> {
  if (!confirm(text.confirmRemove)) return
  setUnwanted(true)
  await removeCourse(container)
  say('')
  await askFirst(container, text.removed(size))
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

const ask = (worker: ServiceWorker, type: 'about' | 'fill' = 'about'): Promise<About> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => resolve(data as About))
    port1.start()
    tell(worker, { type }, [port2])
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

/** Readers who save data are told the price first, and so are those who have removed the course. */
async function askFirst(container: ServiceWorkerContainer, words: string = text.placeAbout): Promise<void> {
  const cost = await costOf()
  if (!cost) return showInPlace(words)
  const size = text.size(cost.transfer)
  const keep = () => {
    setUnwanted(false)
    say(text.keeping)
    showInPlace(text.keeping)
    void register(container, true)
  }
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.textContent = text.keep(size)
  button.addEventListener('click', keep)
  say(' ')
  note?.replaceChildren(button)
  showInPlace(words, [text.keepAgain(size), keep])
}

/** Undefined without a network. */
async function costOf(): Promise<Cost | undefined> {
  try {
    const response = await fetch(href('offline.json'))
    return response.ok ? ((await response.json()) as Cost) : undefined
  } catch {
    return undefined
  }
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
