import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PlotSpec } from '../../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'
import { serverDocument } from '../../charts/server-document.ts'

const atBuild = import.meta.env.SSR ? (await import('./plot-figure.ts')).drawPlot : undefined

/** A figure of a cell. The build draws the published one; Plot is fetched when another is to be drawn. */
export function PlotView({ plot }: { plot: PlotSpec }) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<PlotSpec>()
  useLayoutEffect(() => {
    const place = box.current
    const isBuilt = drawn.current === undefined && place?.firstChild
    if (isBuilt) drawn.current = plot
    if (!place || drawn.current === plot) return undefined
    let isCurrent = true
    void import('./plot-figure.ts').then(({ drawPlot }) => {
      if (!isCurrent) return
      drawn.current = plot
      try {
        place.replaceChildren(drawPlot(plot, document))
      } catch (error) {
        place.textContent = text.figureFailed(error instanceof Error ? error.message : String(error))
      }
    })
    return () => {
      isCurrent = false
    }
  }, [plot])
  const { width = 620, height = 260 } = plot.options as { width?: number; height?: number }
  const html = atBuild ? atBuild(plot, serverDocument).outerHTML : ''
  return (
    <div
      class="chart cell-figure"
      ref={box}
      style={{ aspectRatio: `${width} / ${height}` }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
