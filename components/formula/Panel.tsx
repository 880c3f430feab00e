import { useSignal, useSignalEffect } from '@preact/signals'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { light, valuesOf } from '../figure/published.ts'
import type { DescribedSymbol } from './described.ts'

interface Props {
  figure: string
  html: string
  symbols: readonly DescribedSymbol[]
}

const symbolAt = (event: Event): string | undefined =>
  (event.target as Element).closest<HTMLElement>('[data-symbol]')?.dataset['symbol']

/**
 * A formula linked to a figure. Under it each symbol once, with its present value; pointing at a symbol, or focusing it,
 * says what it is and lights it wherever it stands. The formula itself stays one thing to a screen reader.
 */
export function Panel({ figure, html, symbols }: Props) {
  const chosen = useSignal<string | undefined>(undefined)
  const values = valuesOf(figure).value

  useSignalEffect(() => (chosen.value === undefined ? undefined : light(figure, chosen.value)))

  const choose = (event: Event) => {
    chosen.value = symbolAt(event)
  }
  const leave = () => {
    chosen.value = undefined
  }
  const symbol = symbols.find(({ name }) => name === chosen.value)
  return (
    <div onPointerOver={choose} onPointerLeave={leave} onFocusIn={choose} onFocusOut={leave}>
      <div class="math-display" dangerouslySetInnerHTML={{ __html: html }} />
      <div class="formula-symbols needs-script">
        {symbols.map(({ name, html: label, spoken, means }) => (
          <button key={name} type="button" data-symbol={name}>
            <span aria-hidden="true" dangerouslySetInnerHTML={{ __html: label }} />
            {/* Its place is kept until the figure wakes: nothing moves when the value comes. */}
            <span class="formula-value" aria-hidden="true">
              {values[name] === undefined ? '\u00A0' : decimal(values[name], 4)}
            </span>
            <span class="visually-hidden">
              {ui.formula.spoken(spoken, means, values[name] === undefined ? '' : decimal(values[name], 4))}
            </span>
          </button>
        ))}
      </div>
      <p class={symbol ? 'formula-said' : 'formula-said formula-invite'} aria-hidden="true">
        {symbol
          ? [symbol.means, symbol.shape && ui.formula.shape(symbol.shape)].filter(Boolean).join(' · ')
          : ui.formula.invite}
      </p>
    </div>
  )
}
