import { h, render } from 'preact'
import { searchText } from '../../strings/search.en.ts'
import { SearchPanel } from './Panel.tsx'

let dialog: HTMLDialogElement | undefined

/** Opens the search; whoever had the focus gets it back when it closes. */
export function show(): void {
  dialog ??= make()
  if (!dialog.open) dialog.showModal()
  const words = dialog.querySelector<HTMLInputElement>('#search-words')!
  words.focus()
  words.select()
}

function make(): HTMLDialogElement {
  const element = document.createElement('dialog')
  element.className = 'search-dialog'
  element.setAttribute('aria-label', searchText.title)
  // A press beside the box closes it, as one expects of what lies over a page.
  element.addEventListener('click', ({ target }) => {
    if (target === element) element.close()
  })
  document.body.append(element)
  render(h(SearchPanel, { onLeave: () => element.close() }), element)
  return element
}
