import { useEffect, useState } from 'preact/hooks'
import { builderText } from '../../src/strings/network-builder.en.ts'
import { Button } from '../figure/Button.tsx'
import { download } from '../figure/save-svg.ts'
import type { Sheet } from './sheet.ts'

const text = builderText.code
const LANGUAGES = ['pytorch', 'keras', 'typescript'] as const
type Language = (typeof LANGUAGES)[number]
const FILE: Readonly<Record<Language, string>> = {
  pytorch: 'network_torch.py',
  keras: 'network_keras.py',
  typescript: 'network.ts',
}

async function codeOf(language: Language, sheet: Sheet): Promise<string> {
  if (sheet.firstProblem !== null) return text.refused(text.broken)
  try {
    if (language === 'typescript') return (await import('./typescript.ts')).typescriptOf(sheet)
    const { kerasOf, pytorchOf } = await import('./export.ts')
    return language === 'keras' ? kerasOf(sheet) : pytorchOf(sheet)
  } catch (error) {
    // Some rows have no form in the other library; its reason stands where the code would.
    return text.refused((error as Error).message)
  }
}

/** The network as source of each library. */
export function Export({ sheet }: { sheet: Sheet }) {
  const [language, setLanguage] = useState<Language>('pytorch')
  const [code, setCode] = useState('')
  useEffect(() => {
    let isWanted = true
    void codeOf(language, sheet).then((written) => isWanted && setCode(written))
    return () => {
      isWanted = false
    }
  }, [language, sheet])
  return (
    <div class="net-paste">
      <div class="net-buttons">
        {LANGUAGES.map((one) => (
          <Button key={one} pressed={one === language} onClick={() => setLanguage(one)}>
            {text.languages[one]}
          </Button>
        ))}
        <Button disabled={code === ''} onClick={() => download(FILE[language], 'text/plain', code)}>
          {text.download}
        </Button>
      </div>
      <textarea readOnly rows={12} spellcheck={false} aria-label={text.languages[language]} value={code} />
    </div>
  )
}
