import type { Api } from '../../src/notebook/api.ts'
import type { Editor } from '../../src/notebook/editor/editor.ts'
import type { CellState } from '../../src/notebook/state/cell-state.ts'
import type { Notebook } from '../../src/notebook/state/notebook.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'

/** The code of one cell: the published text, colored at build, until the reader wants to write; then an editor. */
export class CodeArea {
  readonly #place: HTMLElement
  readonly #notebook: Notebook
  readonly #id: string
  readonly #api: () => Promise<Api>
  readonly #published: Element
  #editor: Promise<Editor> | undefined
  #ready: Editor | undefined
  /** The text that is on screen. */
  #shown: string

  constructor(place: HTMLElement, notebook: Notebook, id: string, api: () => Promise<Api>) {
    this.#place = place
    this.#notebook = notebook
    this.#id = id
    this.#api = api
    this.#published = place.firstElementChild!
    this.#shown = notebook.cell(id).code
    place.addEventListener('click', () => {
      if (!this.#editor && getSelection()?.isCollapsed !== false) void this.activate()
    })
    place.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || this.#editor) return
      event.preventDefault()
      void this.activate()
    })
  }

  /** Puts the editor in place of the text and the cursor into it. */
  async activate(): Promise<void> {
    this.#editor ??= this.#open()
    try {
      ;(await this.#editor).focus()
    } catch {
      this.#editor = undefined
    }
  }

  /** Follows the notebook: another text after a reset or from storage, and what is wrong with it. */
  show({ code, issues, published }: CellState): void {
    this.#ready?.setIssues(issues)
    if (code === this.#shown) return
    this.#shown = code
    if (this.#ready) this.#ready.setCode(code)
    else if (code === published) this.#place.replaceChildren(this.#published)
    else {
      const plain = document.createElement('pre')
      plain.tabIndex = 0
      plain.textContent = code
      plain.setAttribute('aria-label', text.code(this.#id))
      this.#place.replaceChildren(plain)
    }
  }

  async #open(): Promise<Editor> {
    const { createEditor } = await import('../../src/notebook/editor/editor.ts')
    const hint = document.createElement('p')
    hint.className = 'cell-keys'
    hint.id = `keys-${this.#id}`
    hint.textContent = text.keys
    this.#place.replaceChildren()
    const editor = createEditor(this.#place, {
      code: this.#notebook.cell(this.#id).code,
      label: text.code(this.#id),
      describedBy: hint.id,
      api: this.#api,
      names: () => this.#notebook.names,
      issueText: text.issue,
      onCode: (code) => {
        this.#shown = code
        this.#notebook.edit(this.#id, code)
      },
      onRun: () => this.#notebook.run(this.#id),
    })
    this.#place.append(hint)
    editor.setIssues(this.#notebook.cell(this.#id).issues)
    this.#ready = editor
    return editor
  }
}
