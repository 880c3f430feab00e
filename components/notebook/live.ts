import { signal, type Signal } from '@preact/signals'
import { hydrate, h } from 'preact'
import { frameSessions } from '../../src/notebook/host/frame-session.ts'
import type { CellState, PublishedCell } from '../../src/notebook/state/cell-state.ts'
import { markOf } from '../../src/notebook/state/edit-mark.ts'
import { KeptEdits } from '../../src/notebook/state/kept-edits.ts'
import { Notebook } from '../../src/notebook/state/notebook.ts'
import type { Api } from '../../src/notebook/api.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'
import { CodeArea } from './code-area.ts'
import { followLinks } from './linked.ts'
import { LiveCell } from './LiveCell.tsx'
import { downloadLesson, shareLink } from './take-away.ts'

/** A lesson's cells as `cells/<lesson>.json` has them. */
export interface LessonCells {
  lesson: string
  title: string
  addresses: { runner: string; engine: string; api: string }
  /** What `import { … } from 'chainrule'` may name. */
  exports: readonly string[]
  cells: readonly (PublishedCell & { hidden: boolean; pinned: boolean })[]
}

const getJson = async <T>(address: string): Promise<T> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(String(response.status))
  return response.json() as Promise<T>
}

/** Brings the cells of the page to life, all at once: they share names. */
export async function start() {
  const sections = [...document.querySelectorAll<HTMLElement>('.cell[data-cell]')]
  const source = sections[0]!.dataset['source']!
  const data = await getJson<LessonCells>(source)
  let api: Promise<Api> | undefined
  const fetchApi = () => (api ??= getJson<Api>(data.addresses.api))

  const states = new Map<string, Signal<CellState>>()
  const isRunning = signal(false)
  const areas = new Map<string, CodeArea>()
  const edits = new KeptEdits(tellNotKept)
  const notebook = new Notebook({
    lesson: data.lesson,
    cells: data.cells,
    modules: { chainrule: new Set(data.exports) },
    open: frameSessions({ ...data.addresses, title: text.frameTitle }),
    onChange: (state) => {
      const known = states.get(state.id)
      if (known) known.value = state
      areas.get(state.id)?.show(state)
    },
    onRunning: (now) => (isRunning.value = now),
    onKeep: (cell, edit) => {
      void (edit ? edits.put({ ...edit, updated: Date.now() }) : edits.remove(data.lesson, cell))
      markEdited(source, notebook)
    },
  })

  for (const section of sections) {
    const id = section.dataset['cell']!
    const state = signal(notebook.cell(id))
    states.set(id, state)
    const code = section.querySelector<HTMLElement>('.cell-code')!
    areas.set(id, new CodeArea(code, notebook, id, fetchApi))
    const below = section.querySelector<HTMLElement>('.cell-below')!
    const actions = {
      run: () => notebook.run(id),
      runAll: () => notebook.runAll(),
      stop: () => notebook.stop(),
      reset: () => notebook.reset(id),
      undoReset: () => notebook.undoReset(id),
      share: () => shareLink(notebook),
      download: (kind: 'ipynb' | 'ts') => downloadLesson(kind, data, notebook),
    }
    hydrate(h(LiveCell, { state, isRunning, actions, isPinned: 'pinned' in below.dataset }), below)
    section.dataset['live'] = ''
  }
  notebook.restore(await edits.of(data.lesson))
  await followLinks(notebook, sections[0]!)
  addEventListener('pagehide', () => notebook.dispose())
  return {
    run: (id: string) => notebook.run(id),
    edit: (id: string) => void areas.get(id)?.activate(),
  }
}

/** Leaves a mark by which the next visit knows, before anything is loaded, that there is something to restore. */
function markEdited(source: string, notebook: Notebook): void {
  const hasWork = notebook.cells.some(({ code, published, undo }) => code !== published || undo !== undefined)
  try {
    if (hasWork) localStorage.setItem(markOf(source), '1')
    else localStorage.removeItem(markOf(source))
  } catch {
    // Storage is blocked: tellNotKept says so.
  }
}

/** Says once, at the top of the lesson, that nothing is kept. */
function tellNotKept(): void {
  const note = document.querySelector<HTMLElement>('.storage-note')
  if (note) note.hidden = false
}
