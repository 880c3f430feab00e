import { expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import recorded from '../../components/digit-cnn/recorded.json' with { type: 'json' }
import { PIXELS, SETUP } from '../../components/digit-cnn/network.ts'
import { DigitSession } from '../../components/digit-cnn/session.ts'
import { SPLITS } from '../../components/digit-cnn/split.ts'

const { features, target } = await loadDataset('digits')

// What the lesson says of twenty seeds: every one of them, trained again.
test.each(SPLITS)('held out %s: all runs are those on record', (split) => {
  recorded[split].forEach((record, i) => {
    const session = new DigitSession({ features, target }, { seed: i + 1, split })
    session.advance(SETUP.epochs * session.perEpoch)
    const { right } = session.shot({ pixels: new Uint8Array(PIXELS), answer: -1, window: 1 })
    expect({ right, held: session.split.heldOut.length }, `seed ${i + 1}`).toEqual({
      right: record.right,
      held: record.held,
    })
  })
})
