import { createHash } from 'node:crypto'
import * as engine from '../../../src/engine/index.ts'
import { triesOf, type Answer, type Work } from '../../../src/exercises/attempts.ts'
import {
  check,
  judgeRequest,
  type JudgeRequest,
  type Outcome,
  type ResolvedVariant,
} from '../../../src/exercises/check.ts'
import { provideMath } from '../../../src/exercises/math.ts'
import type { WorkRecord } from '../../../src/exercises/record.ts'
import type { OpenSession } from '../../../src/notebook/host/session.ts'
import { judgeCode, type JudgeHost } from '../../../src/notebook/judge.ts'
import { notebookText } from '../../../src/strings/notebook.en.ts'
import { nodeJudge } from '../check/judge.ts'
import type { CourseExercises } from './course-exercises.ts'
import type { RecordAssignment } from './record-assignment.ts'
import { ReusedSession } from './reused-session.ts'
import type { GradedAnswer, GradedRecord, GradedWork, Refusal } from './types.ts'

type Verdict = NonNullable<GradedAnswer['now']>

const hostOf = (open: OpenSession): JudgeHost => ({
  open,
  modules: { chainrule: new Set(Object.keys(engine)) },
  text: notebookText.judge,
})

/** Outcomes kept for equal answers of others; a class gives few different ones. */
const MOST_KNOWN = 200_000

/** Grades the answers of records with the checker of the page. Programs run in workers, one student's in one worker. */
export class RecordGrader {
  readonly #exercises: CourseExercises
  readonly #open: OpenSession
  readonly #judge: ReturnType<typeof nodeJudge>
  readonly #known = new Map<string, Verdict>()

  constructor(exercises: CourseExercises, root: string, open: OpenSession) {
    provideMath()
    this.#exercises = exercises
    this.#open = open
    this.#judge = nodeJudge(root)
  }

  /**
   * @param alive called before each answer, for whoever watches the time
   * @param assignment counts only what is set, in the variants that are this student's
   */
  async grade(
    record: WorkRecord,
    file: string,
    alive: () => void = () => {},
    assignment?: RecordAssignment,
  ): Promise<GradedRecord> {
    const name = record.student?.trim() ?? ''
    const isNamed = name !== ''
    const student = isNamed ? name : file.replace(/^.*[\\/]/, '').replace(/\.json$/i, '')
    // What the course does not have is named, for it may be what was set, under another name.
    const isSet = ({ id }: Work) =>
      assignment === undefined || assignment.exercises.includes(id) || this.#exercises.get(id) === undefined
    const isTheirs = (id: string, variant: number) =>
      assignment === undefined || this.#exercises.assigned(assignment.id, student, id) === variant
    const session = new ReusedSession(this.#open)
    const works: GradedWork[] = []
    const prints: string[] = []
    try {
      for (const work of record.work.filter(isSet)) {
        const answers: GradedAnswer[] = []
        for (const answer of work.answers) {
          alive()
          const graded = await this.#answer(work, answer, session)
          answers.push(isTheirs(work.id, answer.variant) ? graded : refused(graded))
          prints.push(printOf(work.id, answer))
        }
        const { id: exercise, variant, hints, isSolutionSeen } = work
        works.push({ exercise, variant, tries: triesOf(work), hints, isSolutionSeen, answers })
      }
    } finally {
      session.end()
    }
    const of = assignment === undefined ? {} : { assignment }
    return { file, student, isNamed, ...of, exported: record.exported, works, prints }
  }

  async #answer({ id }: Work, answer: Answer, session: ReusedSession): Promise<GradedAnswer> {
    const { status, score, variant, at, hints, isSolutionSeen } = answer
    const graded = { exercise: id, variant, claimed: { status, score }, at, hints, isSolutionSeen }
    const question = this.#questionOf(id, answer)
    if (typeof question === 'string') return { ...graded, refusal: question }
    const now = await this.#verdict(question, answer, session)
    return now ? { ...graded, now } : { ...graded, refusal: 'not-judged' }
  }

  /** The very question that was answered, or why there is none. */
  #questionOf(id: string, { version, variant, seed }: Answer): ResolvedVariant | Refusal {
    const exercise = this.#exercises.get(id)
    if (!exercise) return 'unknown-exercise'
    if (version !== exercise.version) return version < exercise.version ? 'older-version' : 'newer-version'
    const question = this.#exercises.variant(id, variant)
    if (!question) return 'unknown-variant'
    return question.seed === seed ? question : 'other-seed'
  }

  async #verdict(
    question: ResolvedVariant,
    answer: Answer,
    session: ReusedSession,
  ): Promise<Verdict | undefined> {
    const { raw } = answer
    const key = `${question.id} ${question.variant} ${JSON.stringify(raw)}`
    const known = this.#known.get(key)
    if (known) return known
    const request = judgeRequest(raw, question)
    const isProgram = request?.kind === 'code'
    let outcome: Outcome
    let isSure = true
    try {
      if (request === undefined) outcome = check(raw, question)
      else if (isProgram) {
        outcome = check(raw, question, await judgeCode(request, hostOf(session.open)))
        isSure = session.wasFirst
        if (!isSure && !isAsClaimed(outcome, answer)) {
          outcome = check(raw, question, await this.#fresh(request))
          isSure = true
        }
      } else outcome = check(raw, question, await this.#judge(request))
    } catch {
      session.end()
      return undefined
    }
    const verdict = verdictOf(outcome)
    if (isSure && this.#known.size < MOST_KNOWN) this.#known.set(key, verdict)
    return verdict
  }

  #fresh(request: Extract<JudgeRequest, { kind: 'code' }>) {
    return judgeCode(request, hostOf(this.#open))
  }
}

/** An answer to a variant that was given to somebody else. */
const refused = ({ now: _, ...graded }: GradedAnswer): GradedAnswer => ({
  refusal: 'other-variant',
  ...graded,
})

const verdictOf = ({ status, score, tag }: Outcome): Verdict =>
  tag === undefined ? { status, score } : { status, score, tag }

/** Whether grading again gives what the record says. */
export const isAsClaimed = (
  now: { status: string; score: number },
  claimed: { status: string; score: number },
): boolean => now.status === claimed.status && Math.abs(now.score - claimed.score) < 1e-9

const printOf = (exercise: string, { variant, raw, at }: Answer): string =>
  createHash('sha256')
    .update(JSON.stringify([exercise, variant, raw, at]))
    .digest('base64')
    .slice(0, 16)
