import type { CodeHost, EditorHandle, EditorOptions, RunnableRequest } from '../exercise/judge-host.ts'
import type { Api } from '../../src/notebook/api.ts'
import { frameSessions } from '../../src/notebook/host/frame-session.ts'
import type { OpenSession } from '../../src/notebook/host/session.ts'
import type { JudgeHost } from '../../src/notebook/judge.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'

/** What the page needs to know to edit and to judge code; rendered into pages that have exercises with code. */
export interface CodeAddresses {
  runner: string
  engine: string
  api: string
}

const getJson = async <T>(address: string): Promise<T> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(String(response.status))
  return response.json() as Promise<T>
}

/** Editor and judge for the exercises of a page. Both come with the first touch; until then there is the code as text. */
export function codeHostFor(addresses: CodeAddresses): CodeHost {
  let api: Promise<Api> | undefined
  let open: OpenSession | undefined
  const fetchApi = () => (api ??= getJson<Api>(addresses.api))
  const judgeHost = async (): Promise<JudgeHost> => {
    const { exports } = await fetchApi()
    open ??= frameSessions({ ...addresses, title: text.frameTitle })
    return { open, modules: { chainrule: new Set(exports.map(({ name }) => name)) }, text: text.judge }
  }
  return {
    mount: (place, options) => new LazyEditor(place, options, fetchApi),
    async judge(request: RunnableRequest) {
      const { judgeCode, judgeRun } = await import('../../src/notebook/judge.ts')
      if (request.kind === 'code') return judgeCode(request, await judgeHost())
      if (request.run.kind === 'cell') return judgeRun(request.run, await judgeHost())
      throw new Error('figures are judged by their own models')
    },
  }
}

/** Longest time for a typed text to come back from the form, in milliseconds. */
const ECHO = 1_000

/** Code as text until it is clicked, or Enter is pressed on it; then an editor. */
class LazyEditor implements EditorHandle {
  readonly #place: HTMLElement
  readonly #options: EditorOptions
  readonly #api: () => Promise<Api>
  readonly #text = document.createElement('pre')
  #code: string
  /** Texts that the reader has just typed. */
  readonly #typed = new Set<string>()
  #editor: Promise<EditorHandle & { focus(): void }> | undefined

  constructor(place: HTMLElement, options: EditorOptions, api: () => Promise<Api>) {
    this.#place = place
    this.#options = options
    this.#api = api
    this.#code = options.code
    this.#text.className = 'code'
    this.#text.tabIndex = 0
    this.#text.setAttribute('role', 'textbox')
    this.#text.setAttribute('aria-multiline', 'true')
    this.#text.setAttribute('aria-readonly', 'true')
    this.#text.setAttribute('aria-label', options.label)
    this.#text.textContent = options.code
    this.#text.addEventListener('click', () => void this.#activate())
    this.#text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return
      event.preventDefault()
      void this.#activate()
    })
    const hint = document.createElement('p')
    hint.className = 'cell-keys'
    hint.textContent = text.editHint
    place.replaceChildren(this.#text, hint)
    if (options.isWanted) void this.#activate()
  }

  /** What was typed comes back late from the form, and must not overwrite what has been typed since. */
  setCode(code: string): void {
    if (this.#typed.has(code)) return
    this.#code = code
    this.#text.textContent = code
    void this.#editor?.then((editor) => editor.setCode(code))
  }

  destroy(): void {
    void this.#editor?.then((editor) => editor.destroy())
    this.#place.replaceChildren()
  }

  async #activate(): Promise<void> {
    this.#editor ??= this.#open()
    try {
      ;(await this.#editor).focus()
    } catch {
      this.#editor = undefined
    }
  }

  async #open(): Promise<EditorHandle & { focus(): void }> {
    const [{ createEditor }, { programIssues }] = await Promise.all([
      import('../../src/notebook/editor/editor.ts'),
      import('../../src/notebook/judge.ts'),
    ])
    const { exports } = await this.#api()
    const modules = { chainrule: new Set(exports.map(({ name }) => name)) }
    this.#place.replaceChildren()
    const editor = createEditor(this.#place, {
      code: this.#code,
      label: this.#options.label,
      describedBy: this.#options.describedBy,
      api: this.#api,
      names: () => [],
      issueText: text.issue,
      onCode: (code) => {
        this.#code = code
        this.#typed.add(code)
        setTimeout(() => this.#typed.delete(code), ECHO)
        this.#options.onCode(code)
        editor.setIssues(programIssues(code, modules))
      },
    })
    const hint = document.createElement('p')
    hint.className = 'cell-keys'
    hint.textContent = text.editorKeys
    this.#place.append(hint)
    return editor
  }
}
