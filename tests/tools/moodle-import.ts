import { parseXml, type XmlElement } from '../../tools/lib/export/xml.ts'

/**
 * Moodle's import of questions, as far as our file needs it: the same rules, written anew from Moodle's sources, and stricter
 * in one thing: an element that the import would pass over in silence is an error. Where the rules stand in moodle/moodle:
 *
 * - question/format/xml/format.php: which elements are read, what they are when they are missing (`import_headers`,
 *   `import_answer`, `import_multichoice`, `import_numerical`, `import_hint`, `import_category`), the formats of texts;
 * - question/format.php: fractions are those of a list, to 0.00001 (`importprocess`, "match grades: error"); names of
 *   categories (`split_category_path`); names without tags, up to 255 characters (`clean_question_name`);
 * - question/engine/bank.php: that list of fractions (`ensure_fraction_options_initialised`);
 * - question/type/multichoice/questiontype.php: two answers at least; one with the whole mark, or parts that sum to 1;
 * - question/type/numerical/questiontype.php and question.php: how a number is written; the first answer that is near enough
 *   counts, and how near that is (`get_tolerance_interval`).
 */
export interface Imported {
  categories: string[][]
  questions: Question[]
}

export interface Question {
  type: 'multichoice' | 'numerical'
  category: string[]
  name: string
  text: string
  feedback: string
  idnumber?: string
  penalty: number
  hints: string[]
  answers: Answer[]
  /** Of a multichoice. */
  single: boolean
  shuffle: boolean
}

export interface Answer {
  text: string
  fraction: number
  feedback: string
  tolerance: number
}

const FRACTIONS = [0, 1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571, 0.125, 0.1111111, 0.1, 0.05].flatMap((one) => [one, -one]) // prettier-ignore
const FORMATS = ['moodle_auto_format', 'html', 'plain_text', 'wiki_like', 'markdown']
const NUMBERINGS = ['abc', 'ABCD', '123', 'iii', 'IIII', 'none']
const NUMBER = /^[+-]?(?=[.\d])\d*(?:\.\d*)?(?:[eE][+-]?\d+)?$/
/** PHP's digits, by which a tolerance grows. */
const SLACK = 1e-14
const COMMON = ['name', 'questiontext', 'generalfeedback', 'defaultgrade', 'penalty', 'hidden', 'idnumber', 'tags', 'answer', 'hint'] // prettier-ignore
const READ: Record<string, readonly string[]> = {
  category: ['category'],
  numerical: COMMON,
  multichoice: [...COMMON, 'single', 'shuffleanswers', 'answernumbering'],
}

class ImportError extends Error {}
function demand(condition: unknown, what: string): asserts condition {
  if (!condition) throw new ImportError(what)
}

const children = (of: XmlElement, name: string): XmlElement[] =>
  of.children.filter((one) => one.name === name)

/** The text of an element that may hold nothing else. */
function textOf(of: XmlElement | undefined, otherwise?: string): string {
  if (!of && otherwise !== undefined) return otherwise
  demand(of && of.children.length === 0, `${of ? `<${of.name}> holds elements` : 'an element is missing'}`)
  return of.text.trim()
}

/** `<x format="html"><text>…</text></x>`. */
function formatted(of: XmlElement | undefined): string {
  if (!of) return ''
  const format = of.attributes.get('format') ?? 'html'
  demand(FORMATS.includes(format), `the text format "${format}"`)
  return textOf(children(of, 'text')[0])
}

/** What Moodle leaves of a name. */
const cleaned = (name: string): string => name.replaceAll(/<(?!\s)[^>]*(?:>|$)/g, '').trim()

function nameOf(text: string): string {
  demand(text !== '' && cleaned(text) === text, `the name "${text}" would become "${cleaned(text)}"`)
  demand([...text].length <= 255, `the name "${text}" would be cut`)
  return text
}

function categoryOf(path: string): string[] {
  const names = path.split(/(?<!\/)\/(?!\/)/).map((name) => name.replaceAll('//', '/').trim())
  demand(names[0] === '$course$' && names[1] === 'top', `the category ${path}`)
  return names.slice(2).map(nameOf)
}

function fractionOf(answer: XmlElement): number {
  const given = Number(answer.attributes.get('fraction') ?? 0) / 100
  const known = FRACTIONS.find((one) => Math.abs(one - given) < 0.00001)
  demand(known !== undefined, `the fraction ${answer.attributes.get('fraction')} is none of Moodle's`)
  return known
}

function answerOf(answer: XmlElement, type: string): Answer {
  const text = type === 'numerical' ? textOf(children(answer, 'text')[0], '') : formatted(answer)
  const tolerance = textOf(children(answer, 'tolerance')[0], '0')
  if (type === 'numerical')
    demand(NUMBER.test(text) && NUMBER.test(tolerance), `the number ${text} ± ${tolerance}`)
  const fraction = fractionOf(answer)
  return { text, fraction, feedback: formatted(children(answer, 'feedback')[0]), tolerance: Math.abs(Number(tolerance)) } // prettier-ignore
}

function checkAnswers({ type, single, answers }: Question): void {
  const highest = Math.max(...answers.map(({ fraction }) => fraction))
  if (type === 'numerical' || single)
    demand(highest === 1, `no answer has the whole mark, the highest has ${highest}`)
  if (type === 'numerical') return
  demand(answers.filter(({ text }) => text !== '').length >= 2, 'fewer than two answers')
  const sum = answers.reduce((all, { fraction }) => all + Math.max(0, fraction), 0)
  if (!single) demand(Math.round(sum * 100) === 100, `the fractions sum to ${sum}`)
}

function questionOf(of: XmlElement, type: Question['type'], category: string[]): Question {
  const [name, feedback, id] = ['name', 'generalfeedback', 'idnumber'].map((one) => children(of, one)[0])
  demand(name, 'a question has no name')
  const idnumber = id && textOf(id)
  demand((idnumber ?? '').length <= 100, `the idnumber ${idnumber} is too long`)
  const penalty = Number(textOf(children(of, 'penalty')[0], '0.3333333'))
  demand(penalty >= 0 && penalty <= 1, `the penalty ${penalty}`)
  demand(Number(textOf(children(of, 'defaultgrade')[0], '1')) === 1, 'another mark than 1')
  const numbering = textOf(children(of, 'answernumbering')[0], 'abc')
  demand(NUMBERINGS.includes(numbering), `the numbering ${numbering}`)
  const is = (element: string, otherwise: string): boolean =>
    !['false', '', '0'].includes(textOf(children(of, element)[0], otherwise))
  const question: Question = {
    type,
    category,
    name: nameOf(textOf(children(name, 'text')[0])),
    text: formatted(children(of, 'questiontext')[0]),
    feedback: formatted(feedback),
    ...(idnumber === undefined ? {} : { idnumber }),
    penalty,
    hints: children(of, 'hint').map(formatted),
    answers: children(of, 'answer').map((answer) => answerOf(answer, type)),
    single: is('single', 'true'),
    shuffle: is('shuffleanswers', 'false'),
  }
  checkAnswers(question)
  return question
}

/** What Moodle's question bank holds when it has read the file. @throws Error with what the import would stop at. */
export function importMoodle(xml: string): Imported {
  const quiz = parseXml(xml)
  demand(quiz.name === 'quiz', `the root <${quiz.name}>`)
  const imported: Imported = { categories: [], questions: [] }
  for (const of of quiz.children) {
    const type = of.attributes.get('type') ?? ''
    demand(of.name === 'question' && Object.hasOwn(READ, type), `<${of.name} type="${type}">`)
    for (const { name } of of.children) demand(READ[type]!.includes(name), `<${name}> is not read`)
    if (type === 'category') {
      imported.categories.push(
        categoryOf(textOf(children(of, 'category')[0] && children(children(of, 'category')[0]!, 'text')[0])),
      )
      continue
    }
    const category = imported.categories.at(-1) ?? []
    const question = questionOf(of, type as Question['type'], category)
    const twin = imported.questions.find(
      ({ idnumber, category: other }) => idnumber === question.idnumber && other.join() === category.join(),
    )
    demand(!twin || question.idnumber === undefined, `the idnumber ${question.idnumber} twice`)
    imported.questions.push(question)
  }
  return imported
}

/** The answer that Moodle takes a number for: the first that is near enough. */
export const answerFor = (given: number, { answers }: Question): Answer | undefined =>
  answers.find(({ text, tolerance }) => {
    const value = Number(text)
    return Math.abs(given - value) <= tolerance + SLACK * Math.max(1, Math.abs(value))
  })
