import { chainText as text } from '../../src/strings/chain.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { differenceOf, follow, gradients, localSlopes, PARAMETERS, type ChainState } from './model.ts'
import { FINE, formulaOf, number, productFormula, productNumbers, shown, updateText } from './words.ts'

/** What the nudge does at every step: its change, the ratio to the change before, and the slope it comes close to. */
export function Follow({ state: { chain, parameter, nudge } }: { state: ChainState }) {
  const moved = follow(chain, parameter, nudge)
  const slopes = localSlopes(chain)
  return (
    <table class="chain-follow">
      <caption>{text.followed(shown(parameter))}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{text.change}</th>
          <th scope="col">{text.ratio}</th>
          <th scope="col">{text.slope}</th>
          <td class="chain-formula" />
        </tr>
      </thead>
      <tbody>
        {moved.map(({ name, change, ratio, slope }) => (
          <tr key={name}>
            <th scope="row">{shown(name)}</th>
            <td>{decimal(change, FINE)}</td>
            <td>{ratio === undefined ? '' : number(ratio)}</td>
            <td>{slope && number(slopes[slope])}</td>
            <td class="chain-formula">{slope && formulaOf(slope)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{text.product}</th>
          <td>{text.overNudge}</td>
          <td>{decimal(moved.at(-1)!.change / nudge, FINE)}</td>
          <td class="chain-gradient">{decimal(gradients(chain)[parameter], FINE)}</td>
          <td class="chain-formula" />
        </tr>
      </tfoot>
    </table>
  )
}

/** All four gradients, factor by factor, with the finite difference and the update beside each. */
export function Ledger({ state: { chain, parameter, rate } }: { state: ChainState }) {
  const found = gradients(chain)
  return (
    <div class="chain-ledger">
      {PARAMETERS.map((name) => (
        <dl key={name} class={name === parameter ? 'lit' : ''} data-parameter={name}>
          <dt>∂E/∂{shown(name)}</dt>
          <dd>= {productFormula(name)}</dd>
          <dd>= {productNumbers(chain, name)}</dd>
          <dd>
            = <b class="chain-gradient">{decimal(found[name], FINE)}</b>
          </dd>
          <dd class="chain-check">
            {text.nudged}: {decimal(differenceOf(chain, name), FINE)}
          </dd>
          <dd class="chain-check">
            {shown(name)} ← {updateText(chain, name, found[name], rate)}
          </dd>
        </dl>
      ))}
    </div>
  )
}
