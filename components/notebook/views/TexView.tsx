import { useLayoutEffect, useRef } from 'preact/hooks'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'

const atBuild = import.meta.env.SSR ? (await import('./tex-figure.ts')).texMarkup : undefined

/** A formula; KaTeX is fetched when the first one that the build did not draw is shown. */
export function TexView({ tex }: { tex: string }) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef('')
  useLayoutEffect(() => {
    const place = box.current
    if (!place || drawn.current === tex || (drawn.current === '' && place.firstChild)) return
    void import('./tex-figure.ts').then(({ drawTex }) => {
      drawn.current = tex
      try {
        drawTex(tex, place)
      } catch {
        place.textContent = text.texFailed
      }
    })
  }, [tex])
  return (
    <div class="cell-formula" ref={box} dangerouslySetInnerHTML={{ __html: atBuild ? atBuild(tex) : '' }} />
  )
}
