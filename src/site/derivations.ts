import type { DrawnNumbers, DrawnStep } from '../../components/derivation/drawn.ts'
import { lessonIdOf } from '../course/ids.ts'
import {
  changes,
  evaluateAt,
  readDerivation,
  toTex,
  verifyDerivation,
  type LessonDerivation,
  type Node,
  type ReadDerivation,
} from '../math/index.ts'
import { renderMarkdown } from './markdown/render.ts'
import { renderTex } from './markdown/math.ts'
import { knownAre } from './markdown/suggest.ts'
import { mathText } from '../strings/math.en.ts'
import { numbered, shortValue, valueText } from '../../components/derivation/numbers.ts'

const modules = import.meta.glob<Record<string, LessonDerivation>>('/lessons/*/*/derivations.ts', {
  import: 'default',
})

const lessonOf = (file: string): string =>
  lessonIdOf(file.replace(/^\/lessons\//, '').replace(/derivations\.ts$/, 'index.mdx'))

/** Every derivation of the course. */
export async function allDerivations(): Promise<
  { lesson: string; id: string; derivation: LessonDerivation }[]
> {
  const lessons = await Promise.all(
    Object.entries(modules).map(async ([file, load]) =>
      Object.entries(await load()).map(([id, derivation]) => ({ lesson: lessonOf(file), id, derivation })),
    ),
  )
  return lessons.flat()
}

/** A derivation of a lesson by its id; an unknown one fails the build with the tag's place and those that exist. */
export async function derivationOf(lesson: string, id: string, at: string): Promise<LessonDerivation> {
  for (const [file, load] of Object.entries(modules)) {
    if (lessonOf(file) !== lesson) continue
    const all = await load()
    if (all[id]) return all[id]
    throw new Error(
      `${at}: <Derivation id="${id}"> names no derivation of derivations.ts.${knownAre(id, Object.keys(all))}`,
    )
  }
  throw new Error(`${at}: <Derivation id="${id}">: there is no derivations.ts beside this lesson`)
}

/** Checks every step; the first that does not hold fails the build with its place and its counter-example. */
export function proved(derivation: LessonDerivation, lesson: string, id: string): ReadDerivation {
  const [finding] = verifyDerivation(derivation)
  if (finding) {
    throw new Error(
      `lessons/…/${lesson}/derivations.ts: derivation "${id}", step ${finding.step + 1}, "${finding.expr}": ${mathText(finding.message)}`,
    )
  }
  return readDerivation(derivation)
}

/** Every step drawn: what changed from the line before is marked. */
export function drawSteps(derivation: LessonDerivation, read: ReadDerivation): DrawnStep[] {
  const lines = drawLines(derivation, read, false)
  return read.steps.map(({ sides }, i) => {
    const left = read.steps[i - 1]?.sides.at(-1) ?? sides[0]!
    return {
      tex: lines[i]!,
      by: renderMarkdown(derivation.steps[i]!.by, `step ${i + 1}`),
      checked: checkedText(left, sides.at(-1)!, read, derivation.at),
    }
  })
}

/** The same with numbers: each has a slot, so that the page can put others there. */
export function drawNumbers(derivation: LessonDerivation): DrawnNumbers {
  const { symbols, options, steps, at } = derivation
  return {
    lines: drawLines(derivation, readDerivation(derivation), true),
    derivation: { symbols, steps, ...(options ? { options } : {}), ...(at ? { at } : {}) },
  }
}

function drawLines(
  { at = {} }: LessonDerivation,
  { steps, declarations }: ReadDerivation,
  withNumbers: boolean,
): string[] {
  let slot = 0
  return steps.map(({ sides, continues }, i) => {
    const previous = steps[i - 1]?.sides.at(-1)
    const parts = sides.map((side, s) => {
      const marked = previous && s === sides.length - 1 ? changes(previous, side) : []
      const valued = withNumbers ? numbered(side, declarations) : []
      const firstSlot = slot
      slot += valued.length
      return toTex(side, {
        declarations,
        wrap: (tex, node) => {
          const colored = marked.includes(node) ? `\\htmlClass{changed}{${tex}}` : tex
          const place = valued.indexOf(node)
          if (place < 0) return colored
          const value = valueText(node, declarations, at).replaceAll('−', '-')
          return `\\underset{\\htmlData{slot=${firstSlot + place}}{\\htmlClass{slot}{\\text{${value}}}}}{${colored}}`
        },
      })
    })
    return renderTex(`${continues ? '= ' : ''}${parts.join(' = ')}`, true)
  })
}

/** "0.1228 = 0.1228": the two sides of a step, each evaluated by itself. */
function checkedText(
  left: Node,
  right: Node,
  { declarations }: ReadDerivation,
  at: LessonDerivation['at'] = {},
): string {
  const [a, b] = [left, right].map((node) => evaluateAt(node, declarations, at))
  return a?.ok && b?.ok ? `${shortValue(a.value)} = ${shortValue(b.value)}` : ''
}
