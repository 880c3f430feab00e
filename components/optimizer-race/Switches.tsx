import { momentumText } from '../../src/strings/momentum.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { DECAYS, EPSILONS, MOMENTA, type Conventions } from './model.ts'

const text = momentumText.race

interface Props {
  conventions: Conventions
  /** Whether the surface has examples, so that ½ and mean or sum mean something. */
  hasExamples: boolean
  onChange: (part: Partial<Conventions>) => void
}

/** What books and libraries differ on. */
export function Switches({ conventions, hasExamples, onChange }: Props) {
  const { switches, options } = text
  return (
    <fieldset class="race-switches needs-script">
      <legend>{text.conventions}</legend>
      <Choice
        name={switches.half}
        value={conventions.half ? 'yes' : 'no'}
        options={options.half}
        disabled={!hasExamples}
        onChange={(value) => onChange({ half: value === 'yes' })}
      />
      <Choice
        name={switches.reduction}
        value={conventions.reduction}
        options={options.reduction}
        disabled={!hasExamples}
        onChange={(reduction) => onChange({ reduction })}
      />
      <Choice
        name={switches.momentum}
        value={String(conventions.momentum)}
        options={Object.fromEntries(MOMENTA.map((value) => [String(value), String(value)]))}
        onChange={(value) => onChange({ momentum: Number(value) })}
      />
      <Choice
        name={switches.damping}
        value={conventions.damping}
        options={options.damping}
        onChange={(damping) => onChange({ damping })}
      />
      <Choice
        name={switches.eps}
        value={String(conventions.eps)}
        options={Object.fromEntries(EPSILONS.map((value) => [String(value), epsilon(value)]))}
        onChange={(value) => onChange({ eps: Number(value) })}
      />
      <Choice
        name={switches.placement}
        value={conventions.placement}
        options={options.placement}
        onChange={(placement) => onChange({ placement })}
      />
      <Choice
        name={switches.correction}
        value={conventions.correction}
        options={options.correction}
        onChange={(correction) => onChange({ correction })}
      />
      <Choice
        name={switches.decay}
        value={conventions.decay}
        options={
          Object.fromEntries(DECAYS.map((decay) => [decay, options.decay[decay]])) as typeof options.decay
        }
        onChange={(decay) => onChange({ decay })}
      />
    </fieldset>
  )
}

const epsilon = (value: number): string => (value === 1e-8 ? '10⁻⁸' : String(value))

interface ChoiceProps<T extends string> {
  name: string
  value: T
  options: Readonly<Record<T, string>>
  disabled?: boolean
  onChange: (value: T) => void
}

const Choice = <T extends string>({ name, options, onChange, ...rest }: ChoiceProps<T>) => (
  <Pick
    {...rest}
    class="race-choice"
    label={name}
    options={Object.entries(options) as [T, string][]}
    onPick={onChange}
  />
)
