import { hasLink, LinkError, readLink } from '../../src/notebook/exchange/link.ts'
import type { Notebook } from '../../src/notebook/state/notebook.ts'
import { notebookText } from '../../src/strings/notebook.en.ts'

const text = notebookText.link

/** Shows what the address brings: now, and when the address changes. Nothing of it runs by itself. */
export async function followLinks(notebook: Notebook, first: HTMLElement): Promise<void> {
  const follow = async () => {
    if (!hasLink(location.hash)) return
    try {
      notebook.showLinked(await readLink(location.hash))
      const count = notebook.linked.length
      if (count === 0) tell(first, text.unknown)
      else offerChoice(notebook, first, count)
    } catch (error) {
      tell(first, error instanceof LinkError && error.problem === 'too-long' ? text.tooLong : text.malformed)
    }
  }
  addEventListener('hashchange', () => void follow())
  await follow()
}

/** A note before the first cell; the one before it leaves. */
function tell(first: HTMLElement, words: string): HTMLElement {
  document.querySelector('.cell-link-note')?.remove()
  const note = document.createElement('div')
  note.className = 'cell-link-note'
  note.setAttribute('role', 'status')
  const line = document.createElement('p')
  line.textContent = words
  note.append(line)
  first.before(note)
  return note
}

function offerChoice(notebook: Notebook, first: HTMLElement, count: number): void {
  const note = tell(first, text.intro(count))
  const choice = (words: string, choose: () => void) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button'
    button.textContent = words
    button.addEventListener('click', () => {
      choose()
      note.remove()
      history.replaceState(null, '', location.pathname + location.search)
    })
    note.append(button)
  }
  choice(text.keep, () => notebook.keepLinked())
  choice(text.drop, () => notebook.dropLinked())
  note.scrollIntoView({ block: 'center' })
}
