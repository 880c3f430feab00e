import type { Frame, Locator, Page } from 'playwright-core'
import { check, type Outcome, type ResolvedVariant } from '../../../src/exercises/check.ts'
import { resolve, type Claim, type Exercise } from '../../../src/exercises/index.ts'
import { exerciseText } from '../../../src/strings/exercises.en.ts'
import { renderMarkdown } from '../../../src/site/markdown/render.ts'
import { allLessons } from '../../lessons/course.ts'
import { alive, LESSON } from './page.ts'

const lesson = (await allLessons()).find(({ id }) => `${id}/` === LESSON)

/** The exercises of the first lesson in the order of the page. */
export const EXERCISES: readonly (readonly [id: string, exercise: Exercise])[] = lesson!.tags.map((id) => [
  id,
  lesson!.exercises[id]!,
])

/** Those whose answers are graded where they stand: nothing has to be run first. */
export const GRADED_AT_ONCE = EXERCISES.filter(
  ([, { kind }]) => !['code', 'predict-run', 'target'].includes(kind),
)

export const variantOf = (id: string, variant = 1): ResolvedVariant =>
  resolve(lesson!.exercises[id]!, `${lesson!.id}/${id}`, variant)

/** What the author's own specification promises about answers to a variant. */
export const claimsOf = (id: string, variant = 1): readonly Claim[] =>
  lesson!.exercises[id]!.instance(variantOf(id, variant).seed).claims()

/** An answer that is right, as it is typed. */
export const rightAnswer = (id: string, variant = 1): unknown =>
  claimsOf(id, variant).find(({ status }) => status.length === 1 && status[0] === 'correct')!.raw

/** One answer for each mistake that the author knows, by its id, and any other one that is wrong. */
export function wrongAnswers(id: string, variant = 1): unknown[] {
  const wrong = claimsOf(id, variant).filter(
    ({ status }) => !status.includes('correct') && !status.includes('ungraded'),
  )
  const byTag = new Map(wrong.map(({ tag, raw }) => [tag ?? JSON.stringify(raw), raw]))
  return [...byTag.values()]
}

/** The cells of an answer to a grid of one row. */
export const cellsOf = (raw: unknown): string[] => String(raw).match(/[^\s,[\]]+/g) ?? []

/** The exercise on the page, ready to be answered. */
export async function exerciseOn(page: Page | Frame, id: string): Promise<Locator> {
  const exercise = await alive(page.locator(`#${id}`))
  await exercise.locator('button[type="submit"]:not([aria-disabled="true"])').waitFor()
  return exercise
}

/** Gives an answer: types, chooses, or fills the cells or the blanks one after the other. */
export async function enter(exercise: Locator, raw: unknown): Promise<void> {
  const variant = variantOf((await exercise.getAttribute('id'))!)
  if (variant.kind === 'choice') {
    return exercise
      .getByRole('radio')
      .nth(variant.data.options.indexOf(String(raw)))
      .check()
  }
  const texts = Array.isArray(raw)
    ? raw.flat().map(String)
    : variant.kind === 'tensor'
      ? cellsOf(raw)
      : [String(raw)]
  for (const [i, text] of texts.entries()) await exercise.getByRole('textbox').nth(i).fill(text)
}

export const submit = (exercise: Locator): Promise<void> => exercise.locator('button[type="submit"]').click()

/** Answers, and waits for the verdict. */
export async function answer(exercise: Locator, raw: unknown): Promise<void> {
  await enter(exercise, raw)
  await submit(exercise)
  await exercise.locator('.feedback').waitFor()
}

/** The verdict on the page: its status, and what it says. */
export async function feedback(exercise: Locator): Promise<{ status: string; said: string }> {
  const box = exercise.locator('.feedback')
  const status = /feedback-(\w+)/.exec((await box.getAttribute('class')) ?? '')?.[1] ?? ''
  return { status, said: plain((await box.textContent()) ?? '') }
}

const VERDICT = {
  correct: 'Correct.',
  partial: 'Partly right.',
  incorrect: 'Not yet.',
  ungraded: 'Not graded.',
}

/** The verdict that the checker gives in Node, as the page must show it. */
export async function expectedFeedback(
  page: Page,
  id: string,
  raw: unknown,
  variant = 1,
): Promise<{ status: string; said: string }> {
  const resolved = variantOf(id, variant)
  const outcome = check(raw, resolved)
  return {
    status: outcome.status,
    said: plain(`${VERDICT[outcome.status]} ${await sentenceOf(page, outcome, resolved)}`),
  }
}

async function sentenceOf(page: Page, { message }: Outcome, { texts }: ResolvedVariant): Promise<string> {
  if ('id' in message) return message.id === 'correct' ? '' : exerciseText(message)
  return textOfHtml(page, renderMarkdown(texts[message.text]!, 'test'))
}

/** The text of rendered Markdown as the page has it: read by the browser itself. */
export const textOfHtml = (page: Page, html: string): Promise<string> =>
  page.evaluate((markup) => new DOMParser().parseFromString(markup, 'text/html').body.textContent, html)

export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
