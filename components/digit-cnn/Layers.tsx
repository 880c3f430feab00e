import { useState } from 'preact/hooks'
import { digitsText } from '../../src/strings/digits.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Palette } from '../playground/palette.ts'
import type { ShownShot } from './face.ts'
import { AT, FULL, POOLED, SETUP, SIDE } from './network.ts'
import { largestOf, Sheet } from './Sheet.tsx'

const text = digitsText.layers
const { first, second, kernel } = SETUP
const TAPS = kernel * kernel

interface Props {
  shot: ShownShot
  pixels: ArrayLike<number>
  title: string
  palette: Palette | undefined
}

/** One digit on its way through the network: every map of every layer, and the kernels that made it. */
export function Layers({ shot, pixels, title, palette }: Props) {
  const [chosen, setChosen] = useState(0)
  const { insight } = shot
  const parameters = Array.from(shot.parameters)
  const ofFirst = parameters.slice(...AT.first)
  const ofSecond = parameters.slice(...AT.second)
  const ofChosen = ofSecond.slice(chosen * first * TAPS, (chosen + 1) * first * TAPS)
  const mostOfSecond = largestOf(insight.second)
  return (
    <div class="cnn-layers">
      <Part name={digitsText.look.digit} note={title} size="one">
        <Sheet
          name={digitsText.look.digit}
          values={pixels}
          side={SIDE}
          columns={1}
          rows={1}
          most={FULL}
          ink
          palette={palette}
        />
      </Part>
      <Part name={text.kernels(first)} size="two">
        <Sheet
          name={text.kernels(first)}
          values={ofFirst}
          side={kernel}
          columns={2}
          rows={first / 2}
          most={largestOf(ofFirst)}
          palette={palette}
        />
      </Part>
      <Part name={text.first(first)} size="two">
        <Sheet
          name={text.first(first)}
          values={insight.first}
          side={SIDE}
          columns={2}
          rows={first / 2}
          most={largestOf(insight.first)}
          palette={palette}
        />
      </Part>
      <Part name={text.second(second)} size="four">
        <Sheet
          name={text.second(second)}
          values={insight.second}
          side={SIDE}
          columns={4}
          rows={second / 4}
          most={mostOfSecond}
          palette={palette}
          picked={chosen}
          label={(map) => text.map(text.second(second), map + 1)}
          onPick={setChosen}
        />
      </Part>
      <Part name={text.pooled(second)} size="four">
        <Sheet
          name={text.pooled(second)}
          values={insight.pooled}
          side={POOLED}
          columns={4}
          rows={second / 4}
          most={mostOfSecond}
          palette={palette}
        />
      </Part>
      <Part name={text.chances} size="bars">
        <Chances chances={insight.chances} />
      </Part>
      <Part name={text.kernelOf(chosen + 1)} size="wide">
        <Sheet
          name={text.kernelOf(chosen + 1)}
          values={ofChosen}
          side={kernel}
          columns={first}
          rows={1}
          most={largestOf(ofSecond)}
          palette={palette}
        />
      </Part>
    </div>
  )
}

interface PartProps {
  name: string
  note?: string
  size: 'one' | 'two' | 'four' | 'bars' | 'wide'
  children: preact.ComponentChildren
}

export const Part = ({ name, note, size, children }: PartProps) => (
  <div class={`cnn-part cnn-part-${size}`}>
    <p class="cnn-name">{name}</p>
    {children}
    {note !== undefined && <p class="cnn-note">{note}</p>}
  </div>
)

/** A bar for each digit, its share beside it. */
export function Chances({ chances }: { chances: ArrayLike<number> }) {
  const shares = Array.from(chances)
  const best = shares.indexOf(Math.max(...shares))
  return (
    <ol class="cnn-chances" aria-label={text.chancesName}>
      {shares.map((share, digit) => (
        <li key={digit} class={digit === best ? 'cnn-best' : ''}>
          <span>{digit}</span>
          <i aria-hidden="true">
            <b style={{ width: `${(100 * share).toFixed(1)}%` }} />
          </i>
          <span>{decimal(100 * share, 1)} %</span>
        </li>
      ))}
    </ol>
  )
}
