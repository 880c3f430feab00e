import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { WarpAxes } from '../../src/worker/playground-client.ts'
import { Choice } from './Choice.tsx'
import { ExportCode } from './ExportCode.tsx'
import { COMPARED, readComparison, valuesOf, type ComparedName } from './model.ts'
import type { Palette } from './palette.ts'
import { SaveLoad } from './SaveLoad.tsx'
import { firstAxes, Warped } from './Warped.tsx'
import { Sweep } from './Sweep.tsx'
import type { Session } from './use-session.ts'
import { comparedText } from './words.ts'

interface Props {
  session: Session
  outputs: number
  parameters: ArrayLike<number>
  palette: Palette | undefined
  /** The two neurons of the bent grid; null while it is folded. */
  axes: WarpAxes | null
  onAxes: (axes: WarpAxes | null) => void
}

/** What one does with a network besides training it: compare, sweep, keep, take away. */
export function Tools({ session, outputs, parameters, palette, axes, onAxes }: Props) {
  const { state, run, examples } = session
  return (
    <div class="play-tools needs-script">
      <details class="play-more">
        <summary>{text.compare}</summary>
        <Compare session={session} />
      </details>
      <details class="play-more">
        <summary>{text.sweep}</summary>
        <Sweep session={session} palette={palette} />
      </details>
      {state.layers.length > 0 && (
        <details
          class="play-more"
          onToggle={(event) => onAxes(event.currentTarget.open ? (axes ?? firstAxes(state)) : null)}
        >
          <summary>{text.warp}</summary>
          {axes && (
            <Warped
              state={state}
              axes={axes}
              warp={run.runs[0]?.warp ?? null}
              points={examples.points}
              split={examples.split}
              onAxes={onAxes}
            />
          )}
        </details>
      )}
      <details class="play-more">
        <summary>{text.saveLoad}</summary>
        <SaveLoad session={session} parameters={parameters} />
      </details>
      <details class="play-more">
        <summary>{text.exportCode}</summary>
        <ExportCode session={session} outputs={outputs} parameters={parameters} />
      </details>
    </div>
  )
}

function Compare({ session: { state, examples, change } }: { session: Session }) {
  const read = readComparison(state.compare)
  const classes = examples.points.classes
  return (
    <>
      <p class="play-note">{text.compareHow}</p>
      <div class="play-settings">
        <Choice<ComparedName | 'none'>
          label={text.compareIn}
          value={read?.name ?? 'none'}
          options={['none', ...COMPARED]}
          name={(name) => (name === 'none' ? text.penalties.none : text.compared[name])}
          onChange={(name) =>
            change({ compare: name === 'none' ? '' : `${name}:${valuesOf(name, classes)[0]!}` })
          }
        />
        {read && (
          <Choice
            label={text.compareWith}
            value={read.value}
            options={valuesOf(read.name, classes)}
            name={(value) => comparedText(read.name, value)}
            onChange={(value) => change({ compare: `${read.name}:${value}` })}
          />
        )}
      </div>
    </>
  )
}
