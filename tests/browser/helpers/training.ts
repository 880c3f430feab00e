import type { Locator, Page } from 'playwright-core'
import { Session } from '../../../src/worker/session.ts'
import { irises } from '../../../components/train-neuron/at-build.ts'
import { DEFAULTS, neuronOf, trainingSpec, type Settings } from '../../../components/train-neuron/model.ts'
import { decimal } from '../../../src/strings/numbers.ts'

/** A session of the figure's settings, advanced in Node by the code that the worker runs. */
export async function inNode(steps: number, settings: Partial<Settings> = {}): Promise<Session> {
  const session = new Session(trainingSpec(await irises(), { ...DEFAULTS, ...settings }))
  for (let step = 0; step < steps; step++) session.step()
  return session
}

export function hexOf(session: Session): string {
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  return Buffer.from(parameters.buffer).toString('hex')
}

/** The facts as the figure must print them for this session. */
export function factsOf(session: Session, hasBias = true): Record<string, string> {
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  const { weight, bias } = neuronOf(parameters)
  const { loss, accuracy } = session.evaluate()
  return {
    steps: String(session.steps),
    loss: decimal(loss, 4),
    right: `${Math.round(accuracy * 100)} / 100`,
    'weight of length': decimal(weight[0], 4),
    'weight of width': decimal(weight[1], 4),
    bias: hasBias ? decimal(bias, 4) : 'none',
  }
}

/** The facts that the figure prints. */
export const shownFacts = (figure: Locator): Promise<Record<string, string>> =>
  figure
    .locator('.training-facts > div')
    .evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [row.children[0]!.textContent, row.children[1]!.textContent])),
    )

export const stepOf = async (figure: Locator): Promise<number> => Number((await shownFacts(figure))['steps'])

/** Listens to what workers say: the steps of all snapshots, and the bits of the latest parameters. */
export const LISTEN = `
  window.heard = { steps: [], bits: '', workers: 0 }
  const Real = Worker
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args)
      heard.workers++
      this.addEventListener('message', ({ data }) => {
        if (data.tell !== 'snapshot') return
        heard.steps.push(data.step)
        heard.bits = [...new Uint8Array(data.parameters)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
      })
    }
  }
`

export interface Heard {
  steps: number[]
  bits: string
  workers: number
}

export const heard = (page: Page): Promise<Heard> => page.evaluate('heard') as Promise<Heard>

/** Waits until no worker has said anything for half a second, and fails where they go on. */
export async function quiet(page: Page): Promise<Heard> {
  const end = performance.now() + 10_000
  let last = await heard(page)
  let since = performance.now()
  while (performance.now() - since < 500) {
    await page.waitForTimeout(50)
    const now = await heard(page)
    if (now.steps.length !== last.steps.length) since = performance.now()
    last = now
    if (performance.now() > end)
      throw new Error(`the workers go on after 10 seconds: step ${now.steps.at(-1)}`)
  }
  return last
}
