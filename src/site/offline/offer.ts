import { offlineText as text } from '../../strings/offline.en.ts'

const place = document.querySelector<HTMLElement>('.release')

/**
 * Offers a new release. Taking it does not touch this page: whatever is typed here stays, and the next page is new. The
 * same is said in the other open pages, once one of them has taken it.
 */
export function showOffer(worker: ServiceWorker, act: { onTake: () => void; onLater: () => void }): void {
  const hide = () => place?.replaceChildren()
  const box = show(text.newer, [
    [text.take, act.onTake],
    [
      text.later,
      () => {
        hide()
        act.onLater()
      },
    ],
  ])
  const told = () => {
    if (worker.state !== 'activated' || !box?.isConnected) return
    show(text.taken, [
      [text.reload, () => location.reload()],
      [text.close, hide],
    ])
  }
  worker.addEventListener('statechange', told)
  told()
}

function show(words: string, actions: readonly (readonly [string, () => void])[]): HTMLElement | undefined {
  if (!place) return undefined
  const box = document.createElement('div')
  box.className = 'release-box'
  const sentence = document.createElement('p')
  sentence.textContent = words
  const buttons = actions.map(([name, act]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = name
    button.addEventListener('click', act)
    return button
  })
  const had = place.contains(document.activeElement)
  box.append(sentence, ...buttons)
  place.replaceChildren(box)
  // Whoever pressed a button that is gone goes on with the one that took its place.
  if (had) buttons[0]?.focus()
  return box
}
