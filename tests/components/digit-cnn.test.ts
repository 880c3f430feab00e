import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import recorded from '../../components/digit-cnn/recorded.json' with { type: 'json' }
import { networkCode } from '../../components/digit-cnn/code.ts'
import { coveredOf, insightOf } from '../../components/digit-cnn/explain.ts'
import { DigitHost } from '../../components/digit-cnn/host.ts'
import {
  confusionOf,
  fromLink,
  INITIAL,
  missedMost,
  PARAMETERS,
  placesIn,
  SETUP,
  toLink,
} from '../../components/digit-cnn/model.ts'
import { networkOf, PIXELS } from '../../components/digit-cnn/network.ts'
import {
  bitmapOf,
  countsOf,
  drawnOf,
  inkOf,
  normalized,
  PAD,
  SEVEN,
  type Stroke,
} from '../../components/digit-cnn/pen.ts'
import type { Command, Report } from '../../components/digit-cnn/protocol.ts'
import { DigitSession } from '../../components/digit-cnn/session.ts'
import { digitsText } from '../../src/strings/digits.en.ts'
import { EXAMPLES, FORMS, formOf, splitOf } from '../../components/digit-cnn/split.ts'

const { features, target } = await loadDataset('digits')
const digits = { features, target }
const imageOf = (row: number) => Array.from(features.slice(row * PIXELS, (row + 1) * PIXELS))
const question = { pixels: imageOf(INITIAL.look), answer: -1, window: 3 } as const

describe('splits', () => {
  test('the labels are one sequence of 130 digits, fourteen times, with at most eight missing', () => {
    const sequence = Array.from(target.slice(0, FORMS[1]))
    expect(sequence).toHaveLength(130)
    const ends = [...FORMS.slice(1), EXAMPLES]
    let missing = 0
    FORMS.forEach((start, i) => {
      const labels = Array.from(target.slice(start, ends[i]))
      // Each form is the sequence with some digits left out; one form has one digit written otherwise.
      let at = 0
      const strange = labels.filter((label) => {
        const found = sequence.indexOf(label, at)
        if (found < 0) return true
        at = found + 1
        return false
      })
      expect(strange.length).toBeLessThanOrEqual(1)
      expect(130 - labels.length).toBeLessThanOrEqual(8)
      missing += 130 - labels.length
    })
    expect(missing).toBe(14 * 130 - EXAMPLES)
  })

  test('every digit is on one side; whole forms stay whole; seeds differ', () => {
    for (const kind of ['random', 'forms'] as const) {
      const { training, heldOut } = splitOf(kind, 3)
      expect([...training, ...heldOut].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: EXAMPLES }, (_, row) => row),
      )
      expect(splitOf(kind, 4).heldOut).not.toEqual(heldOut)
      const shared = new Set(training.map(formOf)).intersection(new Set(heldOut.map(formOf)))
      expect(shared.size).toBe(kind === 'forms' ? 0 : FORMS.length)
    }
  })
})

describe('a run', () => {
  const session = new DigitSession(digits, INITIAL)
  session.advance(SETUP.epochs * session.perEpoch)
  const shot = session.shot(question)

  test('is compiled, reads at least 97 % of the digits held out, and is the one on record', () => {
    expect(session.isCompiled).toBe(true)
    expect(session.parameters()).toHaveLength(PARAMETERS)
    expect(shot.right / session.split.heldOut.length).toBeGreaterThanOrEqual(0.97)
    expect(recorded.random[0]).toMatchObject({ right: shot.right, held: session.split.heldOut.length })
    expect(recorded.random).toHaveLength(20)
    expect(recorded.forms).toHaveLength(20)
  })

  test('has the same bits however it is portioned', () => {
    const other = new DigitSession(digits, INITIAL)
    const before = other.parameters()
    for (let made = 0; made < 3 * other.perEpoch; made += 7) other.advance(7)
    const straight = new DigitSession(digits, INITIAL)
    straight.advance(other.steps)
    expect(straight.parameters()).toEqual(other.parameters())
    expect(straight.shot(question)).toEqual(other.shot(question))
    expect(other.parameters()).not.toEqual(before)
  })

  test('of whole forms is the one on record, too', () => {
    const forms = new DigitSession(digits, { seed: 2, split: 'forms' })
    forms.advance(SETUP.epochs * forms.perEpoch)
    const { right } = forms.shot(question)
    expect(recorded.forms[1]).toMatchObject({ right, held: forms.split.heldOut.length })
  })

  test('counts what it answers', () => {
    const labels = session.split.heldOut.map((row) => target[row]!)
    const confusion = confusionOf(labels, shot.answers)
    const diagonal = confusion.filter((_, cell) => cell % 11 === 0).reduce((a, b) => a + b, 0)
    expect(diagonal).toBe(shot.right)
    expect(confusion.reduce((a, b) => a + b, 0)).toBe(labels.length)
    const all = placesIn('all', labels, shot.answers, shot.sureness)
    expect(all).toHaveLength(labels.length - shot.right)
    const { digits: most, count } = missedMost(confusion)
    for (let digit = 0; digit < 10; digit++) {
      const missed = all.filter((place) => labels[place] === digit).length
      if (most.includes(digit)) expect(missed).toBe(count)
      else expect(missed).toBeLessThan(count)
    }
    // Two digits that are missed alike are both named.
    const tied = confusionOf([3, 3, 5, 8], [3, 8, 3, 8])
    expect(missedMost(tied)).toEqual({ digits: [3, 5], count: 1 })
    expect(digitsText.predict.most([3, 5], 1)).toBe('the 3, the 5 are missed most often, once each')
    const cell = confusion.findIndex((found, at) => found > 0 && at % 11 !== 0)
    const inCell = placesIn(cell, labels, shot.answers, shot.sureness)
    expect(inCell).toHaveLength(confusion[cell]!)
    for (const place of inCell) expect(labels[place]! * 10 + shot.answers[place]!).toBe(cell)
  })

  test('the gradient is the slope that differences measure; occlusion is what covering takes away', () => {
    const { insight } = shot
    // In a corner 3 × 3 pixels reach over the border: four are left.
    const inked = question.pixels.map(() => 7)
    expect(coveredOf(inked, 3)[0]!.filter((value) => value === 0)).toHaveLength(4)
    expect(coveredOf(inked, 3)[27]!.filter((value) => value === 0)).toHaveLength(9)
    const steep = insight.gradient.indexOf(Math.max(...insight.gradient))
    const step = 0.05
    const moved = (by: number) => {
      const pixels = question.pixels.map((value, i) => (i === steep ? value + 16 * by : value))
      const { occlusion } = insightOf(session.model, { pixels, answer: insight.answer, window: 1 })
      return { pixels, occlusion }
    }
    // Occlusion of the moved pixel is the logit above that of the covered picture, which both share.
    const difference = moved(step).occlusion[steep]! - moved(-step).occlusion[steep]!
    expect(difference / (2 * step)).toBeCloseTo(insight.gradient[steep]!, 0)
    const paper = question.pixels.findIndex((value) => value === 0)
    expect(insightOf(session.model, { ...question, window: 1 }).occlusion[paper]).toBe(0)
  })
})

describe('drawing', () => {
  test('counts black points in blocks of 4 × 4', () => {
    const bitmap = new Uint8Array(PAD * PAD)
    for (let at = 0; at < bitmap.length; at++) if (at % PAD < 6 && at < 5 * PAD) bitmap[at] = 1
    expect(Array.from(countsOf(bitmap)).filter(Boolean)).toEqual([16, 8, 4, 2])
    expect(Math.max(...countsOf(new Uint8Array(PAD * PAD).fill(1)))).toBe(16)
  })

  test('stretches to the full height, in the middle, wherever and however small it was drawn', () => {
    const small: Stroke[] = SEVEN.map((stroke) => stroke.map(([x, y]) => [2 + x / 2, 1 + y / 2] as const))
    const { bitmap, counts } = drawnOf(small, true)
    expect(counts).toEqual(drawnOf(SEVEN, true).counts)
    expect(bitmap.slice(0, PAD).some(Boolean)).toBe(true)
    expect(bitmap.slice(-PAD).some(Boolean)).toBe(true)
    const xs = normalized(small).flat().map(([x]) => x) // prettier-ignore
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(PAD / 2)
    // As thick as the data set's digits, more or less; they lie between 0.18 and 0.42.
    expect(inkOf(counts)).toBeGreaterThan(0.2)
    expect(inkOf(counts)).toBeLessThan(0.4)
  })

  test('a dot, a flat line and nothing at all are drawn, too', () => {
    expect(drawnOf([], true).counts.every((count) => count === 0)).toBe(true)
    expect(bitmapOf(normalized([[[3, 3]]])).some(Boolean)).toBe(true)
    const flat = normalized([[[2, 9], [30, 9]]]).flat() // prettier-ignore
    expect(flat.every(([x, y]) => x >= 6 && x <= 26 && y === PAD / 2)).toBe(true)
  })

  test('a link brings everything back, and a wrong one does no harm', () => {
    const state = { ...INITIAL, seed: 9, split: 'forms', look: -1, stretches: false, answer: 3, window: 1 } as const // prettier-ignore
    expect(fromLink(toLink(state), INITIAL)).toEqual(state)
    expect(fromLink({ own: '<b>', split: 'all', answer: '12', window: '7' }, INITIAL)).toEqual({ ...INITIAL, answer: 9 }) // prettier-ignore
    // A digit that this split trains on is not one to look at.
    const { training, heldOut } = splitOf('random', 1)
    expect(fromLink({ look: String(training[0]) }, INITIAL).look).toBe(heldOut[0])
  })
})

describe('the host', () => {
  const host = () => {
    const reports: Report[] = []
    const queue: (() => void)[] = []
    let time = 0
    const made = new DigitHost({
      post: (report) => void reports.push(report),
      later: (work) => void queue.push(work),
      now: () => (time += 3),
    })
    const work = () => {
      for (let next = queue.shift(); next; next = queue.shift()) next()
    }
    const tell = (command: Command) => made.handle(command)
    tell({ do: 'create', session: 1, settings: INITIAL, question, digits })
    return { reports, work, tell, shots: () => reports.flatMap((r) => (r.tell === 'shot' ? [r] : [])) }
  }

  test('makes what the pace says before each picture, and stops at the end', () => {
    const { tell, work, shots } = host()
    tell({ do: 'frame', session: 1 })
    work()
    tell({ do: 'run', session: 1, pace: 10, until: 1 })
    for (let i = 0; i < 6; i++) {
      tell({ do: 'frame', session: 1 })
      work()
    }
    expect(shots().map(({ shot, isRunning }) => [shot.step, isRunning])).toEqual([
      [0, false],
      [10, true],
      [20, true],
      [30, true],
      [40, true],
      [41, false],
    ])
  })

  test('as fast as it can comes to the same numbers; commands of an old run are dropped', () => {
    const { tell, work, shots } = host()
    tell({ do: 'run', session: 0, pace: 'many', until: 9 })
    tell({ do: 'run', session: 1, pace: 'many', until: 2 })
    work()
    tell({ do: 'frame', session: 1 })
    work()
    const alone = new DigitSession(digits, INITIAL)
    alone.advance(2 * alone.perEpoch)
    expect(shots().at(-1)!.shot).toEqual(alone.shot(question))
  })
})

test('the cell of the lesson is the network as the figure begins', () => {
  const lesson = readFileSync('lessons/05-cnn/08-train-a-cnn/index.mdx', 'utf8')
  expect(lesson).toContain(networkCode(INITIAL, null, question.pixels))
  const parameters = networkOf(1).parameters().flatMap(({ data }) => Array.from(data)) // prettier-ignore
  const written = /`([-\d\s]+)`/.exec(networkCode(INITIAL, parameters, question.pixels))![1]!.split(/\s+/)
  expect(written).toHaveLength(PARAMETERS)
  written.forEach((one, i) => expect(Math.abs(Number(one) / 1e5 - parameters[i]!)).toBeLessThan(1e-5))
})
