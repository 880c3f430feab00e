import { href } from '../base.ts'

const button = document.querySelector<HTMLButtonElement>('button.search-open')

async function open(): Promise<void> {
  try {
    const { show } = await import('./dialog.ts')
    show()
  } catch {
    // The search itself could not be fetched: the contents list every lesson.
    location.assign(href('#contents'))
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

const isMac = /Mac|iP(?:hone|ad)/.test(navigator.platform)

button?.addEventListener('click', () => void open())
addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.altKey || event.shiftKey || event.isComposing) return
  const isCommand =
    event.key === 'k' && (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey)
  const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)
  if (!isCommand && !isSlash) return
  event.preventDefault()
  void open()
})
