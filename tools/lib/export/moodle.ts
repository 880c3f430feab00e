import type { ResolvedVariant } from '../../../src/exercises/check.ts'
import { cdata, moodleHtml, plain } from './moodle-text.ts'
import { moodleAnswers } from './moodle-tolerance.ts'
import { legal } from './xml.ts'

/** An exercise in some of its variants; a quiz draws one of them by chance. */
export interface MoodleExercise {
  /** Title of the lesson, for the category. */
  lesson: string
  title: string
  /** Whether Moodle may put the options into another order than the page's. */
  isShuffled: boolean
  variants: readonly ResolvedVariant[]
}

/**
 * The file that Moodle's question bank reads: a category for each exercise, a question for each variant. There is no schema
 * for it; it follows what question/format/xml/format.php of Moodle's sources reads.
 */
export function moodleXml(course: string, exercises: readonly MoodleExercise[]): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<quiz>',
    ...exercises.flatMap(({ lesson, title, isShuffled, variants }) => [
      '<question type="category">',
      `  <category><text>${plain(`$course$/top/${[course, lesson, title].map(inPath).join('/')}`)}</text></category>`,
      '</question>',
      ...variants.map((variant) => questionOf(variant, title, isShuffled)),
    ]),
    '</quiz>',
    '',
  ]
  return legal(lines.join('\n'))
}

/** A slash inside a name is written twice, and apart from the one that ends the name. */
const inPath = (name: string): string =>
  named(name).replaceAll('/', '//').replace(/^\//, ' /').replace(/\/$/, '/ ')

/** Moodle takes whatever begins like a tag out of names. */
const named = (name: string): string => name.replaceAll(/<(?=\S)/g, '< ')

/** As many characters as Moodle has for a question's identity; a longer one would stop the import. */
const ID_LIMIT = 100

function questionOf(variant: ResolvedVariant, title: string, isShuffled: boolean): string {
  const { texts } = variant
  const id = `${variant.id}:${variant.version}.${variant.variant}`
  const hints = Array.from({ length: variant.hints }, (_, i) => texts[`hint-${i + 1}`]!)
  return [
    `<question type="${variant.kind === 'numeric' ? 'numerical' : 'multichoice'}">`,
    `  <name><text>${plain(named(`${title} (${variant.variant})`))}</text></name>`,
    html('questiontext', promptOf(variant)),
    html('generalfeedback', texts['solution'] ?? ''),
    '  <defaultgrade>1</defaultgrade>',
    `  <penalty>${hints.length > 0 ? (1 / 3).toFixed(7) : 0}</penalty>`,
    '  <hidden>0</hidden>',
    ...(id.length <= ID_LIMIT ? [`  <idnumber>${plain(id)}</idnumber>`] : []),
    ...bodyOf(variant, isShuffled),
    ...hints.map((hint) => html('hint', hint)),
    `  <tags><tag><text>chainrule</text></tag><tag><text>${plain(variant.id)}</text></tag></tags>`,
    '</question>',
  ].join('\n')
}

/** A unit that the page writes behind the box stands behind the question. */
function promptOf(variant: ResolvedVariant): string {
  const prompt = variant.texts['prompt']!.trimEnd()
  if (variant.kind !== 'numeric' || variant.data.unit === undefined) return prompt
  // Behind a sentence; a list, a table, a formula or code of its own ends first.
  const isSentence = !/(?:^|\n)(?:```|\||[-*] |\d+\. )[^\n]*$|\$\$$/.test(prompt)
  return `${prompt}${isSentence ? ' ' : '\n\n'}(${variant.data.unit})`
}

const html = (name: string, markdown: string, indent = '  '): string =>
  `${indent}<${name} format="html"><text>${cdata(moodleHtml(markdown))}</text></${name}>`

function bodyOf(variant: ResolvedVariant, isShuffled: boolean): string[] {
  const { texts } = variant
  if (variant.kind === 'numeric') {
    const { answer, precision, mistakes } = variant.data
    const right = moodleAnswers(answer, precision)
    const wrong = mistakes.flatMap((mistake) => {
      const found =
        'range' in mistake
          ? moodleAnswers(0, { range: mistake.range })
          : mistake.values.flatMap((value) =>
              moodleAnswers(value, value === 0 ? nearZero(precision) : precision),
            )
      return found.map((one) => ({ ...one, feedback: texts[`mistake-${mistake.id}`] ?? '' }))
    })
    return [
      ...right.map(({ value, tolerance }) => numberOf(100, value, tolerance, '')),
      ...wrong.map(({ value, tolerance, feedback }) => numberOf(0, value, tolerance, feedback)),
    ]
  }
  if (variant.kind !== 'choice' && variant.kind !== 'multi') return []
  const { options } = variant.data
  const right = variant.kind === 'choice' ? [variant.data.answer] : variant.data.right
  // Several: as on the page, a wrong one takes away what a right one gives.
  const share = 100 / right.length
  return [
    `  <single>${variant.kind === 'choice'}</single>`,
    `  <shuffleanswers>${isShuffled}</shuffleanswers>`,
    '  <answernumbering>none</answernumbering>',
    ...options.map((id) => {
      const fraction = right.includes(id) ? share : variant.kind === 'multi' ? -share : 0
      return [
        `  <answer fraction="${shortFraction(fraction)}" format="html">`,
        `    <text>${cdata(moodleHtml(texts[`option-${id}`]!))}</text>`,
        html('feedback', texts[`say-${id}`] ?? '', '    '),
        '  </answer>',
      ].join('\n')
    }),
  ]
}

/** A zero has no significant figures: a mistake that gives zero is zero. */
const nearZero = (precision: Parameters<typeof moodleAnswers>[1]): Parameters<typeof moodleAnswers>[1] =>
  precision !== 'exact' && 'sigfig' in precision ? 'exact' : precision

/** Moodle knows its grades to five digits: 33.33333, 14.28571. */
const shortFraction = (fraction: number): string => String(Number(fraction.toFixed(5)))

const numberOf = (fraction: number, value: number, tolerance: number, feedback: string): string =>
  [
    `  <answer fraction="${fraction}" format="moodle_auto_format">`,
    `    <text>${value}</text>`,
    html('feedback', feedback, '    '),
    `    <tolerance>${tolerance}</tolerance>`,
    '  </answer>',
  ].join('\n')
