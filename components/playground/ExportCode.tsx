import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Button } from '../figure/Button.tsx'
import { download } from '../figure/save-svg.ts'
import { specOf } from './model.ts'
import type { Session } from './use-session.ts'

const LANGUAGES = ['pytorch', 'keras', 'typescript'] as const
type Language = (typeof LANGUAGES)[number]
const FILE: Readonly<Record<Language, string>> = {
  pytorch: 'playground_torch.py',
  keras: 'playground_keras.py',
  typescript: 'playground.ts',
}

interface Props {
  session: Session
  outputs: number
  parameters: ArrayLike<number>
}

/** The network as source, with the present weights. */
export function ExportCode({ session, parameters }: Props) {
  const [source, setSource] = useState<{ language: Language; code: string }>()
  const write = async (language: Language) => {
    const { exportCode } = await import('./export-code.ts')
    const { points, split } = session.examples
    const spec = specOf(session.state, points, split)
    try {
      setSource({
        language,
        code: exportCode(language, spec, session.state.features, Float32Array.from(parameters)),
      })
    } catch (error) {
      // The step and the arctangent are in no library's list of layers.
      setSource({ language, code: text.exportRefused((error as Error).message) })
    }
  }
  return (
    <>
      <div class="play-settings">
        {LANGUAGES.map((language) => (
          <Button
            key={language}
            pressed={source?.language === language}
            disabled={!session.canTrain}
            onClick={() => void write(language)}
          >
            {text.languages[language]}
          </Button>
        ))}
        {source && (
          <Button onClick={() => download(FILE[source.language], 'text/plain', source.code)}>
            {text.downloadCode}
          </Button>
        )}
      </div>
      {source && (
        <textarea
          class="play-code"
          readOnly
          rows={16}
          spellcheck={false}
          aria-label={text.languages[source.language]}
          value={source.code}
        />
      )}
    </>
  )
}
