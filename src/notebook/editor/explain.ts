import { StateField, type EditorState, type Extension } from '@codemirror/state'
import { hoverTooltip, showTooltip, ViewPlugin, type EditorView, type Tooltip } from '@codemirror/view'
import type { Api, ApiEntry } from '../api.ts'
import { callAt, entriesFor, wordAt } from './words.ts'

/** An entry as an element: signature, what it does, an example. Text only. */
export function explained({ signature, about, example }: ApiEntry): HTMLElement {
  const place = document.createElement('div')
  place.className = 'cell-docs'
  const add = (tag: 'code' | 'p' | 'pre', words: string | undefined) => {
    if (!words) return
    const element = document.createElement(tag)
    element.textContent = words
    place.append(element)
  }
  add('code', signature)
  add('p', about)
  add('pre', example)
  return place
}

/** Documentation of the name under the pointer. */
export const hover = (api: () => Promise<Api>): Extension =>
  hoverTooltip(async (view, at) => {
    const word = wordAt(view.state, at)
    const [entry] = word ? entriesFor(await api(), word) : []
    if (!word || !entry) return null
    return { pos: word.from, end: word.to, above: true, create: () => ({ dom: explained(entry) }) }
  })

/** The signature of the call that is being typed, with the present argument marked. */
export function signatureHint(api: () => Promise<Api>): Extension {
  let known: Api | undefined
  const hintIn = (state: EditorState): Tooltip | null => {
    const { head, empty } = state.selection.main
    if (!empty || !known) return null
    const call = callAt(state.sliceDoc(Math.max(0, head - 2000), head))
    const [entry] = call ? entriesFor(known, { text: call.name, isMember: call.isMember }) : []
    if (!call || !entry?.params || entry.params.length === 0) return null
    return { pos: head, above: true, create: () => ({ dom: signatureElement(entry, call.argument) }) }
  }
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update: (tooltip, { state, docChanged, selection }) =>
      docChanged || selection ? hintIn(state) : tooltip,
    provide: (f) => showTooltip.from(f),
  })
  // Asked for once, when the editor opens, so that hints come without waiting.
  const loader = ViewPlugin.define((_view: EditorView) => {
    void api().then(
      (loaded) => (known = loaded),
      () => undefined,
    )
    return {}
  })
  return [field, loader]
}

function signatureElement({ signature, params }: ApiEntry, argument: number): HTMLElement {
  const place = document.createElement('div')
  place.className = 'cell-docs cell-signature'
  const code = document.createElement('code')
  const present = params?.[Math.min(argument, (params?.length ?? 1) - 1)]
  const at =
    present === undefined ? -1 : signature.search(new RegExp(`(?<=[(,\\s.])${escapeRegExp(present)}\\b`))
  if (present === undefined || at < 0) code.textContent = signature
  else {
    const strong = document.createElement('strong')
    strong.textContent = present
    code.append(signature.slice(0, at), strong, signature.slice(at + present.length))
  }
  place.append(code)
  return place
}

const escapeRegExp = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
