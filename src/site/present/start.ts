import { addressAt, PRESENT } from './steps.ts'

const wanted = (): string | null => new URLSearchParams(location.search).get(PRESENT)

/** Does what the address wants; the mode itself is fetched when it first wants something. */
async function follow(): Promise<void> {
  if (wanted() === null && document.documentElement.dataset['present'] === undefined) return
  const mode = await import('./present.ts')
  mode.follow(wanted())
}

document.querySelector<HTMLButtonElement>('button.present-start')?.addEventListener('click', () => {
  // A place of its own in the history: "back" ends the presentation, and does not leave the lesson.
  history.pushState(history.state, '', addressAt(location.href, ''))
  void follow()
})
addEventListener('popstate', () => void follow())
void follow()
