/**
 * All that a page with cells loads before a reader touches one: it waits for the first touch, and for reasons to come
 * to life by itself: a link that carries code, and code of the reader's own.
 */
type Live = Awaited<ReturnType<(typeof import('./live.ts'))['start']>>

let live: Promise<Live> | undefined

const load = (): Promise<Live> =>
  (live ??= import('./live.ts')
    .then(({ start }) => start())
    .catch((error: unknown) => {
      live = undefined
      throw error
    }))

const cellAt = (event: Event): HTMLElement | null =>
  (event.target as Element).closest<HTMLElement>('.cell:not([data-live])')

const say = (cell: HTMLElement, words: string) => {
  const status = cell.querySelector('.cell-status')
  if (status) status.textContent = words
}

async function act(cell: HTMLElement, action: 'run' | 'edit'): Promise<void> {
  try {
    ;(await load())[action](cell.dataset['cell']!)
  } catch {
    const { notebookText } = await import('../../src/strings/notebook.en.ts')
    say(cell, notebookText.notLoaded)
  }
}

// What is about to be used is fetched while the finger is still down.
for (const type of ['pointerdown', 'focusin']) {
  document.addEventListener(type, (event) => cellAt(event) && void load().catch(() => undefined))
}
document.addEventListener('click', (event) => {
  const cell = cellAt(event)
  const target = event.target as Element
  if (cell && target.closest('[data-do="run"]')) void act(cell, 'run')
  else if (cell && target.closest('.cell-code') && getSelection()?.isCollapsed !== false)
    void act(cell, 'edit')
})
document.addEventListener('keydown', (event) => {
  const cell = cellAt(event)
  if (event.key === 'Enter' && cell && (event.target as Element).closest('.cell-code')) void act(cell, 'edit')
})

/** Set by live.ts while this lesson has code of the reader's own; edit-mark.ts would be one more file to fetch. */
const isEdited = (): boolean => {
  try {
    const source = document.querySelector<HTMLElement>('.cell')?.dataset['source']
    return localStorage.getItem(`chainrule-edited:${source}`) !== null
  } catch {
    return false
  }
}
const comeToLife = () => {
  if (location.hash.startsWith('#cells=') || isEdited()) void load().catch(() => undefined)
}
addEventListener('hashchange', comeToLife)
comeToLife()
