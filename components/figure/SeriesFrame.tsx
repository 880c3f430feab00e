import { ui } from '../../src/strings/index.ts'
import { seriesText as text } from '../../src/strings/series.en.ts'
import { Frame, type FrameProps } from './Frame.tsx'
import { RunControls } from './RunControls.tsx'
import type { useSeries } from './use-series.ts'

interface Props extends Omit<FrameProps, 'actions' | 'controlsFirst'> {
  series: Pick<
    ReturnType<typeof useSeries<{ seed: number }, unknown>>,
    'hidden' | 'status' | 'done' | 'toggle'
  >
  /** Networks that a whole comparison trains. */
  all: number
  /** Networks that stand in one result. Default 1. */
  each?: number
  onReset: () => void
  onNewSeeds: () => void
}

/** The frame of a comparison over seeds: how to train it, pause it and draw other seeds, and how far it is. */
export function SeriesFrame({ series, all, each = 1, onReset, onNewSeeds, children, ...frame }: Props) {
  const { hidden, status, done, toggle } = series
  const said = text.status[status]
  return (
    <Frame
      {...frame}
      actions={
        <RunControls
          hidden={hidden}
          play={{
            isPlaying: status === 'training',
            onToggle: toggle,
            words: { play: status === 'paused' ? text.goOn : text.train(all), pause: ui.figure.pause },
          }}
          onReset={onReset}
          onNewSeed={onNewSeeds}
          newSeed={text.newSeeds}
        />
      }
    >
      {children}
      <p class="dropout-status" role="status">
        {typeof said === 'string' ? said : said(done * each, all)}
      </p>
    </Frame>
  )
}
