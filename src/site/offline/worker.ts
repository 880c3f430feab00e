/**
 * The service worker. Each release is kept whole in a cache of its own, and every page is answered from the release that
 * it was opened with: a lesson that was open before a new release goes on with its own files until it is closed.
 */
import { cachesOf, type About, type Kept, type ToServiceWorker } from './release.ts'
import type { FetchEvent, WorkerSurroundings } from './worker-types.ts'

/** What the build knows of this release; build.ts puts it in. */
declare const FILES: readonly Kept[]
declare const RELEASE: string
declare const BYTES: number

const here = globalThis as unknown as WorkerSurroundings
const scope = new URL(here.registration.scope)

const PREFIX = cachesOf(scope.pathname)
const OWN = PREFIX + RELEASE
const STATE = `${PREFIX}state`
/** In each cache, written last: the list of its files. */
const LIST = new URL('release.json', scope).href
/** Files fetched side by side: the reader's own requests come first. */
const LANES = 4

const address = (path: string): string => new URL(path, scope).href
const find = (path: string, release: string): Promise<Response | undefined> =>
  caches.match(address(path), { cacheName: PREFIX + release, ignoreVary: true })

/** What must outlive this worker, which browsers end whenever they like. */
interface State {
  /** The release that answers pages from now on. */
  release: string | undefined
  /** Releases that answered before and whose files are still here. */
  past: string[]
  /** Pages, by their id, that were opened with an earlier release. */
  pinned: Record<string, string>
}
let state: Promise<State> | undefined

function readState(): Promise<State> {
  state ??= caches
    .match(address('state.json'), { cacheName: STATE })
    .then(async (kept) => (kept ? ((await kept.json()) as State) : undefined))
    .catch(() => undefined)
    .then((kept) => kept ?? { release: undefined, past: [], pinned: {} })
  return state
}

async function keepState(now: State): Promise<void> {
  const cache = await caches.open(STATE)
  await cache.put(address('state.json'), new Response(JSON.stringify(now)))
}

here.addEventListener('install', (event) => event.waitUntil(install()))

/** Fetches what no earlier release has in the same form. What a broken attempt has fetched is not fetched again. */
async function install(): Promise<void> {
  const cache = await caches.open(OWN)
  const there = new Set((await cache.keys()).map(({ url }) => url))
  const missing = FILES.filter(([path]) => !there.has(address(path)))
  const earlier = await earlierReleases()
  const lane = async () => {
    for (let file = missing.shift(); file; file = missing.shift()) {
      const [path, revision] = file
      const release = earlier.find(({ files }) => files.get(path) === revision)?.release
      const copy = release === undefined ? undefined : await find(path, release)
      await cache.put(address(path), copy ?? (await fetchFile(path, revision)))
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  await cache.put(LIST, new Response(JSON.stringify(FILES)))
}

async function earlierReleases(): Promise<{ release: string; files: Map<string, string | null> }[]> {
  const { release, past } = await readState()
  const lists = [release, ...past]
    .filter((name) => name !== undefined)
    .map(async (name) => {
      const list = await caches.match(LIST, { cacheName: PREFIX + name })
      return { release: name, files: new Map(list ? ((await list.json()) as Kept[]) : []) }
    })
  return Promise.all(lists)
}

async function fetchFile(path: string, revision: string | null): Promise<Response> {
  // What carries its hash in its name may come from the browser's own cache; anything else is asked for.
  const request = new Request(address(path), { cache: revision === null ? 'default' : 'no-cache' })
  const response = await fetch(request, { priority: 'low' })
  if (!response.ok && path !== '404.html') throw new Error(`${path}: ${response.status}`)
  const { body, status, headers } = response
  // A page may not be opened with an answer that remembers being redirected.
  return response.redirected ? new Response(body, { status, headers }) : response
}

here.addEventListener('activate', (event) => event.waitUntil(activate()))

async function activate(): Promise<void> {
  const now = await readState()
  const before = now.release
  if (before !== undefined && before !== RELEASE) {
    for (const { id } of await here.clients.matchAll({ type: 'all' })) now.pinned[id] ??= before
    now.past = [...now.past.filter((release) => release !== RELEASE), before]
  }
  now.release = RELEASE
  await keepState(now)
  await tidy()
  // The page of the first visit goes offline too, without being opened again.
  if (before === undefined) await here.clients.claim()
}

/** Removes the releases that no open page uses any more. */
async function tidy(): Promise<void> {
  const now = await readState()
  if (now.past.length === 0) return
  const open = await here.clients.matchAll({ type: 'all', includeUncontrolled: true })
  const ids = new Set(open.map(({ id }) => id))
  now.pinned = Object.fromEntries(Object.entries(now.pinned).filter(([id]) => ids.has(id)))
  const used = new Set(Object.values(now.pinned))
  const unused = now.past.filter((release) => !used.has(release))
  now.past = now.past.filter((release) => used.has(release))
  await Promise.all(unused.map((release) => caches.delete(PREFIX + release)))
  await keepState(now)
}

here.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname))
    return
  event.respondWith(answer(event, url))
  if (request.mode === 'navigate') event.waitUntil(tidy())
})

/** Names that carry the hash of what they name: the same in every release that has them. */
const isHashed = (path: string): boolean => /^_astro\/|^cells\/\w+\.[0-9a-f]{10}\./.test(path)
/** The address that a frame is opened with when no network is there; see RunnerFrame. */
const CONFINED = /^cells\/confined\//

async function answer({ request, clientId: asking }: FetchEvent, url: URL): Promise<Response> {
  // A page that is opened, or opened again, is new, whichever page asked for it.
  const clientId = request.destination === 'document' ? '' : asking
  // Every file is the same for every question: addresses may carry a variant, a state, a time.
  const path = decodeURI(url.pathname.slice(scope.pathname.length))
  if (CONFINED.test(path)) return confined(await kept(path.replace(CONFINED, 'cells/'), clientId))
  const file = await kept(path, clientId)
  if (file) return file
  const isPage = request.mode === 'navigate'
  if (isPage && !path.endsWith('/') && (await kept(`${path}/`, clientId)))
    return Response.redirect(`${url.pathname}/${url.search}`)
  try {
    return await fetch(request)
  } catch (error) {
    const missing = isPage ? await kept('404.html', clientId) : undefined
    if (!missing) throw error
    return new Response(missing.body, { status: 404, headers: missing.headers })
  }
}

async function kept(path: string, clientId: string): Promise<Response | undefined> {
  const { pinned, past } = await readState()
  const own = pinned[clientId]
  const order = own === undefined ? [RELEASE] : [own, RELEASE]
  for (const release of isHashed(path) ? [...order, ...past] : order) {
    const file = await find(path, release)
    if (file) return file
  }
  return undefined
}

/** The frame that runs cells, with an origin of its own by its policy: nobody but this worker answers at that address. */
function confined(frame: Response | undefined): Response {
  if (!frame) return Response.error()
  const headers = new Headers(frame.headers)
  headers.append('Content-Security-Policy', 'sandbox allow-scripts')
  return new Response(frame.body, { headers })
}

here.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker
  if (message.type === 'take over') event.waitUntil(here.skipWaiting())
  else {
    const filled = message.type === 'fill' ? fill().catch(() => undefined) : Promise.resolve()
    event.waitUntil(filled.then(about).then((words) => event.ports[0]?.postMessage(words)))
  }
})

/** After the reader has removed the course and wants it again, in a page that still has this worker. */
async function fill(): Promise<void> {
  await install()
  await keepState({ ...(await readState()), release: RELEASE })
}

async function about(): Promise<About> {
  const names = (await caches.has(OWN)) ? await (await caches.open(OWN)).keys() : []
  return { release: RELEASE, bytes: BYTES, isWhole: names.length > FILES.length }
}
