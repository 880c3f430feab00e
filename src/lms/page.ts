import { lmsText } from '../strings/lms.en.ts'
import { CONFIG_ID, NOTE_ID, READING, type LmsConfig } from './config.ts'
import { LmsSession, type LmsState } from './session.ts'

// The script of a packaged lesson, before all others of the page: the page's own store of work asks for the host once.

const note = (): HTMLElement | null => document.getElementById(NOTE_ID)

/** The sentence, and whether it is one to worry about. */
function show(state: LmsState): void {
  const say = () => {
    const place = note()
    if (!place) return
    const text = 'result' in state ? lmsText[state.kind](state.result) : lmsText[state.kind]
    if (place.textContent !== text) place.textContent = text
    place.dataset['state'] = state.kind
  }
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', say, { once: true })
  else say()
}

let timer: ReturnType<typeof setTimeout> | undefined

function start(config: LmsConfig): void {
  const session = new LmsSession(
    config,
    {
      window,
      now: () => Date.now(),
      later: (call, milliseconds) => {
        clearTimeout(timer)
        timer = setTimeout(call, milliseconds)
      },
      show,
    },
    new URLSearchParams(location.search).has(READING),
  )
  globalThis.chainruleHost = session
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && session.hidden())
  addEventListener('pagehide', () => session.end())
  // A page that comes back from the browser's cache has said goodbye to its LMS: it starts afresh.
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}

/** In an LMS's frame a link would replace the lesson, and most sites refuse to be shown in frames: they get a tab. */
addEventListener(
  'click',
  (event) => {
    const link = (event.target as Element | null)?.closest?.('a[href]')
    if (!(link instanceof HTMLAnchorElement) || link.target || link.download) return
    const isHere = link.href.split('#')[0] === location.href.split('#')[0]
    if (isHere || !/^https?:/.test(link.protocol)) return
    link.target = '_blank'
    link.rel = 'noopener'
  },
  { capture: true },
)

const config = document.getElementById(CONFIG_ID)?.textContent
if (config) start(JSON.parse(config) as LmsConfig)
