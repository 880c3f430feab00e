import type { Ledger } from './ledger.ts'
import type { ResolvedVariant } from './types.ts'

/** What only shows over many draws. */
export class Observations {
  #draws = 0
  readonly #known = new Set<string>()
  readonly #shown = new Set<string>()
  readonly #leaks = new Map<string, number>()
  readonly #faces = new Set<string>()
  #offered = 0

  add({ texts, data }: ResolvedVariant, isOffered: boolean): void {
    this.#draws++
    for (const key of Object.keys(texts)) {
      if (!key.startsWith('mistake-')) continue
      this.#known.add(key)
      if (leaks(texts[key]!, data)) this.#leaks.set(key, (this.#leaks.get(key) ?? 0) + 1)
    }
    const inner = 'ask' in data ? data.ask.data : data
    if ('mistakes' in inner) for (const { id } of inner.mistakes) this.#shown.add(`mistake-${id}`)
    if (!isOffered) return
    this.#offered++
    this.#faces.add(JSON.stringify([texts['prompt'], data]))
  }

  report(ledger: Ledger): void {
    for (const key of this.#known) {
      const id = key.slice('mistake-'.length)
      if (!this.#shown.has(key)) {
        ledger.add({
          rule: 'mistake-never',
          found: `the mistake ${id} shows at no draw`,
          fix: 'remove it, or widen the parameters',
        })
      }
      // One draw in a few may print the number by chance, as a parameter; a sentence that states it does so every time.
      if ((this.#leaks.get(key) ?? 0) * 2 > this.#draws) {
        ledger.add({
          rule: 'feedback-leak',
          found: `the feedback of ${id} contains the right answer`,
          fix: 'say what the answer would be the answer to, and ask',
        })
      }
    }
    if (this.#faces.size < 0.75 * this.#offered) {
      const found = `${this.#offered} variants offered, ${this.#faces.size} different`
      ledger.add({
        rule: 'variants-alike',
        found,
        fix: 'widen the parameters or offer fewer variants',
        level: 'warning',
      })
    }
  }
}

function leaks(text: string, data: ResolvedVariant['data']): boolean {
  if (!('answer' in data) || typeof data.answer !== 'number' || Number.isInteger(data.answer)) return false
  const { answer } = data
  const numbers = (text.replaceAll('−', '-').match(/-?\d+\.\d+/g) ?? []).map(Number)
  return numbers.some((number) => Math.abs(number - answer) <= 0.005 * Math.abs(answer))
}
