import { useLayoutEffect, useState } from 'preact/hooks'
import { hiddenControls } from './controls.ts'
import { hiddenFromLink, stateFromAddress, type LinkState } from './state-link.ts'

/**
 * The state of a figure that an address may set, and the controls that it hides. The address is read after hydration:
 * the page was drawn at build, without one. It is read before the reader can press anything (an effect after the next
 * frame would undo an early press).
 */
export function useLinkedState<S>(
  id: string,
  initial: S,
  fromLink: (link: LinkState, initial: S) => S,
): [state: S, setState: (next: S | ((before: S) => S)) => void, hidden: ReadonlySet<string>] {
  const [state, setState] = useState(initial)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  useLayoutEffect(() => {
    const link = stateFromAddress(id, location.search)
    setState(fromLink(link, initial))
    setHidden(hiddenControls(id, hiddenFromLink(link['hide'])))
  }, [])
  return [state, setState, hidden]
}
