import { camel, pascal } from './names.ts'

/** The files of a figure: the static face, the panel, the model, the model as code, and the tests of both. */
export function figureFiles(name: string): Record<string, string> {
  const tag = pascal(name)
  return {
    [`components/${name}/model.ts`]: MODEL,
    [`components/${name}/code.ts`]: CODE,
    [`components/${name}/Panel.tsx`]: panel(camel(name), name),
    [`components/${name}/${tag}.astro`]: face(name),
    [`tests/components/${name}.test.ts`]: test(name),
    [`tests/components/figure-code/${name}.ts`]: cases(tag, name),
  }
}

const MODEL = `import { sigmoid } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'

/** What the reader can change. */
export interface State {
  x: number
}

export const LIMIT = 5

/** y = σ(x), by the engine. */
export const output = ({ x }: State): number => sigmoid(x).item()

export const toLink = ({ x }: State): LinkState => ({ x: String(Number(x.toFixed(4))) })

/** The state that a link describes, starting from the lesson's own. */
export const fromLink = (link: LinkState, initial: State): State => ({
  x: numberFromLink(link['x'], initial.x, -LIMIT, LIMIT),
})

/** A state from an exercise; what is missing or no number is 0. */
export function fromJson(state: Json): State {
  const x = typeof state === 'object' && state !== null && !Array.isArray(state) ? state['x'] : 0
  return { x: typeof x === 'number' && Number.isFinite(x) ? x : 0 }
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  output: (state) => output(fromJson(state)),
}
`

const CODE = `import { constants } from '../figure/cells.ts'
import type { State } from './model.ts'

/** As its page shows the figure. */
export const example: State = { x: 0.5 }

/** The figure as a cell: its present state as constants, its numbers by the engine. */
export const code = ({ x }: State): string => \`import { sigmoid } from 'chainrule'

\${constants({ x })}
const y = sigmoid(x)
y.item()\`
`

const panel = (strings: string, name: string): string => `import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { fromJson, fromLink, LIMIT, measures, output, toLink, type State } from './model.ts'

const text = ui.${strings}

interface Props {
  id: string
  initial: State
}

export function Panel({ id, initial }: Props) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const y = output(state)

  useAsTarget('${name}', id, {
    state: () => ({ ...state }),
    setState: (next) => setState(fromJson(next)),
    measure: (given, measure) => measures[measure]?.(given) ?? Number.NaN,
  })

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(decimal(state.x, 2), decimal(y, 4))}
      table={[
        [text.input, decimal(state.x, 2)],
        [text.output, decimal(y, 4)],
      ]}
      linkState={() => toLink(state)}
      code={() => codeAddress('${name}', import('./code.ts'), state)}
      actions={<RunControls hidden={hidden} onReset={() => setState(initial)} />}
    >
      <Slider
        name={text.input}
        label={<Symbol name="x" />}
        value={state.x}
        min={-LIMIT}
        max={LIMIT}
        step={0.05}
        onInput={(x) => setState({ x })}
      />
      <p>
        <Symbol name="y" /> = {decimal(y, 4)}
      </p>
    </Frame>
  )
}
`

const face = (name: string): string => `---
import { Panel } from './Panel.tsx'

interface Props {
  id?: string
}
const { id = '${name}' } = Astro.props
---

<figure class="figure" id={id}>
  <Panel client:visible={{ rootMargin: '300px' }} id={id} initial={{ x: 0.5 }} />
  <figcaption><slot /></figcaption>
</figure>
`

const test = (name: string): string => `import { expect, test } from 'vitest'
import { fromJson, fromLink, LIMIT, measures, output, toLink } from '../../components/${name}/model.ts'

test('the output is what the engine computes', () => {
  expect(output({ x: 0 })).toBe(0.5)
  expect(measures['output']!({ x: 0 })).toBe(0.5)
})

test('a link brings the state back, and nonsense leaves it alone', () => {
  expect(fromLink(toLink({ x: 1.25 }), { x: 0 })).toEqual({ x: 1.25 })
  expect(fromLink({ x: 'alert(1)' }, { x: 2 })).toEqual({ x: 2 })
  expect(fromLink({ x: '1000' }, { x: 0 })).toEqual({ x: LIMIT })
  expect(fromJson({ x: 'one' })).toEqual({ x: 0 })
})
`

const cases = (
  tag: string,
  name: string,
): string => `import { output, type State } from '../../../components/${name}/model.ts'
import { held, type CodeCase } from './case.ts'

/** The figure as code comes to the number that it shows. */
export const cases: Readonly<Record<string, CodeCase>> = {
  ${tag}: held([{ x: -2 }], '[y.item()]', (state: State) => [output(state)]),
}
`
