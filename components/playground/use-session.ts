import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { hiddenControls } from '../figure/controls.ts'
import { addressWithState, stateFromAddress, type LinkState } from '../figure/state-link.ts'
import {
  beginsAnew,
  changedBy,
  fromForeignLink,
  fromLink,
  ignoredOfForeignLink,
  lossOf,
  problemOf,
  readComparison,
  specOf,
  toLink,
  type DataProblem,
  type LinkProblem,
  type PlayState,
  type Points,
} from './model.ts'
import { usePoints, type Examples } from './use-points.ts'
import { useRun, type Run } from './use-run.ts'

export interface Session {
  state: PlayState
  change: (part: Partial<PlayState>) => void
  addPoint: (x1: number, x2: number, target: number) => void
  /** Takes over a state with its weights, as a file brings them; numbers of batch normalization may follow them. */
  take: (state: PlayState, parameters: Float32Array) => void
  /** The state of the second run, where there is one. */
  other: PlayState | undefined
  hidden: ReadonlySet<string>
  shows: (control: string) => boolean
  problems: readonly LinkProblem[]
  /** What a link to another playground says and this one has no use for. */
  ignored: readonly string[]
  examples: Examples
  trouble: DataProblem | undefined
  canTrain: boolean
  run: Run
  begin: () => void
  link: () => LinkState
}

/** How many outputs a state has. */
export const outputsOf = (state: PlayState, { classes }: Points): number =>
  lossOf(state.loss, classes) === 'softmax' ? classes : 1

/** The state of the figure, its examples, and the runs that follow it. */
export function useSession(
  id: string,
  initial: PlayState,
  hide: readonly string[],
  synced: boolean,
  element: { current: Element | null },
): Session {
  const [state, setState] = useState(initial)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set(hide))
  const [ignored, setIgnored] = useState<readonly string[]>([])
  const [problems, setProblems] = useState<readonly LinkProblem[]>([])
  const examples = usePoints(state)
  const run = useRun(element)
  const { points, split } = examples
  const link = () => ({ ...toLink(state), ...(hidden.size > 0 && { hide: [...hidden].join(',') }) })

  // Before the reader can press anything: an effect after the next frame would undo an early press.
  useLayoutEffect(() => {
    // On its own page the playground understands links to TensorFlow Playground, too.
    const foreign = synced ? fromForeignLink(location.hash) : undefined
    const linked = fromLink(foreign ?? stateFromAddress(id, location.search), initial)
    setHidden(hiddenControls(id, [...hide, ...linked.hidden]))
    setProblems(linked.problems)
    if (foreign) setIgnored(ignoredOfForeignLink(location.hash))
    setState(linked.state)
  }, [])

  const trouble = problemOf(points)
  const canTrain =
    !examples.waiting && (trouble === undefined || trouble === 'one-class') && split.train.length > 0
  const comparison = readComparison(state.compare)
  const other = comparison && changedBy(state, comparison)
  const taken = useRef<Float32Array | undefined>(undefined)
  const begin = () => {
    const parameters = taken.current
    taken.current = undefined
    if (!canTrain) return run.idle()
    const specs = [state, ...(other ? [other] : [])].map((one) => specOf(one, points, split))
    run.begin(specs, parameters)
  }
  // Everything but what may change on the way begins a run anew.
  const before = useRef<{ state: PlayState; points: Points } | null>(null)
  useEffect(() => {
    const last = before.current
    before.current = { state, points }
    const isLive = last && last.points === points && !other && !beginsAnew(last.state, state)
    if (!isLive || taken.current) begin()
    else {
      if (last.state.learningRate !== state.learningRate)
        run.send({ do: 'set', run: 0, hyper: { learningRate: state.learningRate } })
      if (last.state.penaltyRate !== state.penaltyRate && state.penalty !== 'none')
        run.send({
          do: 'set',
          run: 0,
          hyper: state.penalty === 'l1' ? { l1: state.penaltyRate } : { weightDecay: state.penaltyRate },
        })
    }
    if (synced && last) history.replaceState(null, '', addressWithState(location.href, id, link()))
  }, [state, points])

  return {
    state,
    change: (part) => setState((now) => ({ ...now, ...part })),
    addPoint: (x1, x2, target) => setState((now) => ({ ...now, own: [...now.own, [x1, x2, target]] })),
    take: (next, parameters) => {
      taken.current = parameters
      setState({ ...next })
    },
    other,
    hidden,
    shows: (control) => !hidden.has(control),
    problems,
    ignored,
    examples,
    trouble,
    canTrain,
    run,
    begin,
    link,
  }
}
