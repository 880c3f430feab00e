import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as engine from '../../../src/engine/index.ts'
import type { Json, JudgeRequest } from '../../../src/exercises/check.ts'
import type { Judge } from '../../../src/exercises/index.ts'
import { judgeCode, judgeRun, type JudgeHost } from '../../../src/notebook/judge.ts'
import { nodeSessions } from '../../../src/notebook/node/session.ts'
import { notebookText } from '../../../src/strings/notebook.en.ts'

/** What a figure's model.ts offers to exercises: numbers computed from its state. */
type Measures = Record<string, (state: Json) => number>

let host: Promise<JudgeHost> | undefined

/** The runner of the page in Node's threads; made when the first exercise has something to run. */
const nodeHost = (): Promise<JudgeHost> =>
  (host ??= nodeSessions().then((open) => ({
    open,
    modules: { chainrule: new Set(Object.keys(engine)) },
    text: notebookText.judge,
  })))

/** Runs authors' programs and figures' models for the proof, by the very judge that the page has. */
export function nodeJudge(root: string): Judge {
  return (async (request: JudgeRequest) => {
    if (request.kind === 'code') return judgeCode(request, await nodeHost())
    if (request.kind === 'target') {
      const { figure, state, measures } = request
      const model = await measuresOf(figure, root)
      return {
        measures: Object.fromEntries(measures.map((name) => [name, measure(model, name, figure)(state)])),
      }
    }
    const { run } = request
    if (run.kind === 'cell') return judgeRun(run, await nodeHost())
    return {
      output: '',
      value: measure(await measuresOf(run.figure, root), run.measure, run.figure)(run.state),
    }
  }) as Judge
}

async function measuresOf(figure: string, root: string): Promise<Measures> {
  const path = join(root, 'components', figure, 'model.ts')
  const model = existsSync(path) ? ((await import(pathToFileURL(path).href)) as { measures?: Measures }) : {}
  if (!model.measures) throw new Error(`components/${figure}/model.ts exports no measures`)
  return model.measures
}

function measure(measures: Measures, name: string, figure: string): (state: Json) => number {
  const found = measures[name]
  if (!found)
    throw new Error(`the figure ${figure} measures no "${name}"; known: ${Object.keys(measures).join(', ')}`)
  return found
}
