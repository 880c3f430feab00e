import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import type { Api } from '../api.ts'
import { isFatal, type Issue } from '../graph/issues.ts'
import { completionSource } from './complete.ts'
import { hover, signatureHint } from './explain.ts'
import { cellLanguage } from './language.ts'
import { look } from './look.ts'

export interface EditorOptions {
  code: string
  /** The editor's accessible name. */
  label: string
  /** Id of the element that explains its keys. */
  describedBy?: string
  api: () => Promise<Api>
  /** Names of the notebook that code here may use. */
  names: () => readonly string[]
  issueText: (issue: Issue) => string
  onCode: (code: string) => void
  /** Shift+Enter. */
  onRun?: () => void
}

export interface Editor {
  setCode(code: string): void
  setIssues(issues: readonly Issue[]): void
  focus(): void
  destroy(): void
}

/** How long Tab leaves the editor after Esc, in milliseconds. */
const LEAVING = 2000

/** A CodeMirror for one cell. Tab indents; Esc, then Tab leaves, as does Ctrl+M (Shift+Alt+M on a Mac). */
export function createEditor(place: HTMLElement, options: EditorOptions): Editor {
  let isOurs = false
  const run = () => {
    options.onRun?.()
    return options.onRun !== undefined
  }
  const state = EditorState.create({
    doc: options.code,
    extensions: [
      keymap.of([
        { key: 'Shift-Enter', run },
        { key: 'Mod-Enter', run },
      ]),
      // Esc frees Tab even where it also closes a list of completions: what the line below the editor promises.
      Prec.highest(
        EditorView.domEventHandlers({
          keydown: (event, editor) => {
            if (event.key === 'Escape') editor.setTabFocusMode(LEAVING)
            return false
          },
        }),
      ),
      history(),
      drawSelection(),
      cellLanguage,
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completionSource(options.api, options.names)] }),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...historyKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      hover(options.api),
      signatureHint(options.api),
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': options.label,
        ...(options.describedBy === undefined ? {} : { 'aria-describedby': options.describedBy }),
        autocapitalize: 'off',
        autocorrect: 'off',
        spellcheck: 'false',
      }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged && !isOurs) options.onCode(state.doc.toString())
      }),
    ],
  })
  const view = withStyleSheets(() => new EditorView({ parent: place, state }))
  return {
    setCode(code) {
      isOurs = true
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } })
      isOurs = false
    },
    setIssues: (issues) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          issues.flatMap((issue) => diagnosticOf(issue, view, options)),
        ),
      ),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}

function diagnosticOf(issue: Issue, view: EditorView, { issueText }: EditorOptions): Diagnostic[] {
  const { doc } = view.state
  const line = doc.line('line' in issue ? Math.min(issue.line, doc.lines) : 1)
  const from = 'column' in issue ? Math.min(line.from + issue.column - 1, line.to) : line.from
  const name = 'name' in issue ? issue.name : ''
  const to =
    name && doc.sliceString(from, from + name.length) === name ? from + name.length : Math.max(from, line.to)
  return [{ from, to, severity: isFatal(issue) ? 'error' : 'warning', message: issueText(issue) }]
}

/**
 * The editor's rules as a constructed style sheet. Its library prefers a style element wherever the document has a head,
 * and the page's policy allows no style elements; for as long as it looks, the head is not there.
 */
function withStyleSheets<T>(make: () => T): T {
  Object.defineProperty(document, 'head', { value: null, configurable: true })
  try {
    return make()
  } finally {
    Reflect.deleteProperty(document, 'head')
  }
}
