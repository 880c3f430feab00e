import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Button } from '../figure/Button.tsx'
import { download } from '../figure/save-svg.ts'
import { fromFile, toFile } from './model.ts'
import type { Session } from './use-session.ts'

/** The network with its weights, to a file and back. */
export function SaveLoad({ session, parameters }: { session: Session; parameters: ArrayLike<number> }) {
  const [said, setSaid] = useState('')
  const [shot] = session.run.runs
  // The worker's numbers, if the weights that are shown are the worker's as well.
  const norms = shot?.parameters === parameters ? shot.norms : []
  const save = async () => {
    // The worker may be ahead of the screen: a file holds what was asked for, not the last picture of it.
    const now = (await session.run.weights()) ?? { parameters, norms }
    download('playground.json', 'application/json', toFile(session.state, now.parameters, now.norms))
  }
  const load = async (file: File | undefined) => {
    if (!file) return
    const read = fromFile(await file.text())
    if ('problem' in read) return setSaid(text.fileProblem[read.problem])
    session.take(read.state, Float32Array.of(...read.parameters, ...(read.norms ?? [])))
    setSaid(text.fileRead)
  }
  return (
    <>
      <div class="play-settings">
        <Button onClick={() => void save()}>{text.saveFile}</Button>
        <label class="button play-file">
          {text.loadFile}
          <input
            class="visually-hidden"
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              void load(event.currentTarget.files?.[0])
              event.currentTarget.value = ''
            }}
          />
        </label>
      </div>
      <p class="play-note" role="status">
        {said}
      </p>
    </>
  )
}
