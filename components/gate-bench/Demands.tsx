import type { ComponentChildren } from 'preact'
import { boundaryText } from '../../src/strings/boundaries.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Symbol } from '../controls/Symbol.tsx'
import type { Contradiction, Demand } from './model.ts'

const text = boundaryText.gate
const nameOf = ({ corner }: Demand) => corner.join('')

/** w₁ and w₂ where the corner's bits are 1, and b always: the sum of a corner without its zeros. */
function SumOf({ corner: [x1, x2] }: Demand) {
  return (
    <>
      {x1 === 1 && (
        <>
          <Symbol name="w" index={1} />
          {' + '}
        </>
      )}
      {x2 === 1 && (
        <>
          <Symbol name="w" index={2} />
          {' + '}
        </>
      )}
      <Symbol name="b" />
    </>
  )
}

interface Props {
  demands: readonly Demand[]
  onFlip?: ((corner: number) => void) | undefined
}

/** The four inequalities, each with its value now and whether it holds. */
export function Demands({ demands, onFlip }: Props) {
  return (
    <table class="demands">
      <caption>{text.demands}</caption>
      <tbody>
        {demands.map((demand, i) => (
          <tr key={nameOf(demand)} class={demand.holds ? 'holds' : 'fails'}>
            <th scope="row">{nameOf(demand)}</th>
            <td>
              {onFlip ? (
                <button
                  type="button"
                  class="flip"
                  aria-label={text.flip(nameOf(demand), demand.wanted)}
                  onClick={() => onFlip(i)}
                >
                  {demand.wanted}
                </button>
              ) : (
                demand.wanted
              )}
            </td>
            <td class="inequality">
              <SumOf {...demand} /> {demand.wanted ? '≥' : '<'} 0
            </td>
            <td class="now">{decimal(demand.z, 1)}</td>
            <td class="verdict">{demand.holds ? text.holds : text.fails}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The certificate: the two pairs of opposite corners, what they want of the same number, and what it is now. */
export function Certificate({
  demands,
  contradiction,
}: {
  demands: readonly Demand[]
  contradiction: Contradiction
}) {
  const total = demands[1]!.z + demands[2]!.z
  const row = (pair: readonly [number, number], isBelow: boolean): ComponentChildren => {
    const isPossible = isBelow ? total < 0 : total >= 0
    return (
      <li class={isPossible ? 'holds' : 'fails'}>
        <b>{text.pair(nameOf(demands[pair[0]]!), nameOf(demands[pair[1]]!))}</b>{' '}
        {isBelow ? text.pairBelow : text.pairAbove}: <Symbol name="w" index={1} /> +{' '}
        <Symbol name="w" index={2} /> + 2<Symbol name="b" /> {isBelow ? '<' : '≥'} 0,{' '}
        <span class="verdict">{isPossible ? text.pairHolds : text.pairFails}</span>
      </li>
    )
  }
  return (
    <div class="certificate">
      <p>{text.impossible}</p>
      <ul>
        {row(contradiction.below, true)}
        {row(contradiction.above, false)}
      </ul>
      <p>{text.sameSum(decimal(total, 1))}</p>
    </div>
  )
}
