import { useEffect, useState } from 'preact/hooks'
import type { KindData, RunReport } from '../../../src/exercises/check.ts'
import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { Text } from '../Text.tsx'
import { figureOf, hasCodeHost, pageJudge } from '../judge-host.ts'
import { shortNumber } from '../short-number.ts'

type PredictRunData = KindData['predict-run']

interface Props {
  data: PredictRunData
  html: Record<string, string>
}

/** What happens: run here where the page can run it, else what the build found when it ran it. */
export function RunOutcome({ data, html }: Props) {
  const { run, ask } = data
  const [report, setReport] = useState<RunReport>()
  const canRun = run.kind === 'cell' ? hasCodeHost() : figureOf(run.figure) !== undefined

  useEffect(() => {
    if (!canRun) return
    if (run.kind === 'figure') figureOf(run.figure)?.setState(run.state)
    // A run that fails leaves what the build found.
    pageJudge({ kind: 'run', run }).then(setReport, () => undefined)
  }, [])

  return (
    <div class="run-outcome">
      <p class="note-label">{formText.outcome}</p>
      {ask.kind === 'choice' ? (
        <Text of={html} name={`option-${ask.data.answer}`} />
      ) : (
        <pre class="code" tabIndex={0} aria-label={formText.outcome}>
          {report ? reportText(report, ask) : provedText(ask)}
        </pre>
      )}
      <p class="exercise-note">{report ? formText.ranNow : formText.ranAtBuild}</p>
    </div>
  )
}

const reportText = ({ output, value }: RunReport, ask: PredictRunData['ask']): string =>
  ask.kind === 'output' ? output : typeof value === 'number' ? shortNumber(value) : JSON.stringify(value)

/** The outcome that the build proved by running it. */
function provedText(ask: Exclude<PredictRunData['ask'], { kind: 'choice' }>): string {
  switch (ask.kind) {
    case 'output':
      return ask.data.lines.join('\n')
    case 'numeric':
      return shortNumber(ask.data.answer)
    case 'shape':
      return `(${ask.data.dims.join(', ')})`
    case 'tensor':
      return nested(ask.data.shape, ask.data.values.map(shortNumber))
  }
}

/** Row-major values as nested brackets. */
function nested(shape: readonly number[], values: readonly string[]): string {
  const [size, ...inner] = shape
  if (size === undefined) return values[0] ?? ''
  const step = values.length / size
  const rows = Array.from({ length: size }, (_, i) => nested(inner, values.slice(i * step, (i + 1) * step)))
  return `[${rows.join(', ')}]`
}
