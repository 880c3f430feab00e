import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { fromLink, LIMIT, threshold, toLink, type State } from './model.ts'
import { text } from './words.ts'

interface Props {
  id: string
  initial: State
}

export function Panel({ id, initial }: Props) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const at = decimal(threshold(state), 2)
  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(decimal(state.bias, 2), at)}
      table={[
        [text.bias, decimal(state.bias, 2)],
        [text.threshold, at],
      ]}
      linkState={() => toLink(state)}
      actions={<RunControls hidden={hidden} onReset={() => setState(initial)} />}
    >
      <Slider
        name={text.bias}
        label={<Symbol name="b" />}
        value={state.bias}
        min={-LIMIT}
        max={LIMIT}
        step={0.05}
        onInput={(bias) => setState({ bias })}
      />
      <p>
        {text.threshold} {at}
      </p>
    </Frame>
  )
}
