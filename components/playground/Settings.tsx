import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Choice } from './Choice.tsx'
import {
  DROPOUTS,
  INITS,
  lossesFor,
  lossOf,
  OPTIMIZERS,
  PATIENCES,
  PENALTIES,
  PENALTY_RATES,
  RATES,
  SCHEDULES,
  type PlayState,
} from './model.ts'

interface Props {
  state: PlayState
  classes: number
  shows: (control: string) => boolean
  onChange: (change: Partial<PlayState>) => void
}

/** How the network is trained: what one changes often first, the rest folded. */
export function Settings({ state, classes, shows, onChange }: Props) {
  const folded = ['schedule', 'init', 'dropout', 'norm', 'stop'].some(shows)
  return (
    <div class="play-settings needs-script" role="group" aria-label={text.controls}>
      {shows('rate') && (
        <Choice
          label={text.rate}
          value={state.learningRate}
          options={RATES}
          name={String}
          onChange={(learningRate) => onChange({ learningRate })}
        />
      )}
      {shows('loss') && (
        <Choice
          label={text.loss}
          value={lossOf(state.loss, classes)}
          options={lossesFor(classes)}
          name={(loss) => text.losses[loss]}
          onChange={(loss) => onChange({ loss })}
        />
      )}
      {shows('optimizer') && (
        <Choice
          label={text.optimizer}
          value={state.optimizer}
          options={OPTIMIZERS}
          name={(optimizer) => text.optimizers[optimizer]}
          onChange={(optimizer) => onChange({ optimizer })}
        />
      )}
      {shows('penalty') && (
        <>
          <Choice
            label={text.penalty}
            value={state.penalty}
            options={PENALTIES}
            name={(penalty) => text.penalties[penalty]}
            onChange={(penalty) => onChange({ penalty })}
          />
          <Choice
            label={text.lambda}
            value={state.penaltyRate}
            options={PENALTY_RATES}
            name={String}
            onChange={(penaltyRate) => onChange({ penaltyRate })}
          />
        </>
      )}
      {folded && (
        <details class="play-more">
          <summary>{text.moreSettings}</summary>
          <div class="play-settings">
            {shows('schedule') && (
              <Choice
                label={text.schedule}
                value={state.schedule}
                options={SCHEDULES}
                name={(schedule) => text.schedules[schedule]}
                onChange={(schedule) => onChange({ schedule })}
              />
            )}
            {shows('init') && (
              <Choice
                label={text.init}
                value={state.init}
                options={INITS}
                name={(init) => text.inits[init]}
                onChange={(init) => onChange({ init })}
              />
            )}
            {shows('dropout') && (
              <Choice
                label={text.dropout}
                value={state.dropout}
                options={DROPOUTS}
                name={String}
                onChange={(dropout) => onChange({ dropout })}
              />
            )}
            {shows('stop') && (
              <Choice
                label={text.patience}
                value={state.patience}
                options={PATIENCES}
                name={(epochs) => (epochs === 0 ? text.never : text.patienceOf(epochs))}
                onChange={(patience) => onChange({ patience })}
              />
            )}
            {shows('norm') && (
              <label class="option">
                <input
                  type="checkbox"
                  checked={state.batchNorm}
                  onChange={(event) => onChange({ batchNorm: event.currentTarget.checked })}
                />
                {text.norm}
              </label>
            )}
          </div>
        </details>
      )}
    </div>
  )
}
