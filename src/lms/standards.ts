import type { LmsConfig } from './config.ts'

/** What a standard calls things. */
export interface Standard {
  /** Name of the object that the LMS offers. */
  api: string
  /** Its functions. */
  calls: Record<'initialize' | 'get' | 'set' | 'commit' | 'finish' | 'error', string>
  learner: string
  mode: string
  suspendData: string
  /** Characters that the LMS keeps. */
  limit: number
  scoreRaw: string
  /** Error code of a second initialization, where the first is still good. */
  alreadyInitialized: readonly string[]
}

export const STANDARDS: Record<LmsConfig['standard'], Standard> = {
  '1.2': {
    api: 'API',
    calls: {
      initialize: 'LMSInitialize',
      get: 'LMSGetValue',
      set: 'LMSSetValue',
      commit: 'LMSCommit',
      finish: 'LMSFinish',
      error: 'LMSGetLastError',
    },
    learner: 'cmi.core.student_id',
    mode: 'cmi.core.lesson_mode',
    suspendData: 'cmi.suspend_data',
    limit: 4096,
    scoreRaw: 'cmi.core.score.raw',
    alreadyInitialized: ['101'],
  },
  '2004': {
    api: 'API_1484_11',
    calls: {
      initialize: 'Initialize',
      get: 'GetValue',
      set: 'SetValue',
      commit: 'Commit',
      finish: 'Terminate',
      error: 'GetLastError',
    },
    learner: 'cmi.learner_id',
    mode: 'cmi.mode',
    suspendData: 'cmi.suspend_data',
    limit: 64_000,
    scoreRaw: 'cmi.score.raw',
    alreadyInitialized: ['103'],
  },
}

/** What a lesson reports. */
export interface Report {
  isComplete: boolean
  /** 0 … 1: the share of the exercises that are done. */
  done: number
  /** 0 … 100; absent where there is nothing to score. */
  score?: number
  /** Whether the score reaches the pass mark; absent where there is none. */
  isPassed?: boolean
  /** Milliseconds of this visit. */
  time: number
  suspendData: string
}

/** The elements to set, in this order; those in `must` are what the LMS has to take. */
export function elementsOf(standard: LmsConfig['standard'], report: Report): [name: string, value: string][] {
  const score = report.score === undefined ? [] : scoreOf(standard, report.score)
  if (standard === '1.2') {
    return [
      ['cmi.suspend_data', report.suspendData],
      ...score,
      ['cmi.core.lesson_status', status12(report)],
      ['cmi.core.session_time', time12(report.time)],
      ['cmi.core.exit', 'suspend'],
    ]
  }
  const passed: [string, string][] =
    report.isPassed === undefined
      ? []
      : [['cmi.success_status', report.isPassed ? 'passed' : report.isComplete ? 'failed' : 'unknown']]
  return [
    ['cmi.suspend_data', report.suspendData],
    ...score,
    ['cmi.progress_measure', String(round(report.done, 4))],
    ['cmi.completion_status', report.isComplete ? 'completed' : 'incomplete'],
    ...passed,
    ['cmi.session_time', time2004(report.time)],
    ['cmi.exit', 'suspend'],
  ]
}

/** Without these, a report is no report; an LMS may refuse the others and still be one. */
export const isRequired = (name: string): boolean =>
  /suspend_data|lesson_status|completion_status|score\.raw/.test(name)

function scoreOf(standard: LmsConfig['standard'], score: number): [string, string][] {
  const name = standard === '1.2' ? 'cmi.core.score' : 'cmi.score'
  const scaled: [string, string][] =
    standard === '1.2' ? [] : [['cmi.score.scaled', String(round(score / 100, 4))]]
  return [...scaled, [`${name}.min`, '0'], [`${name}.max`, '100'], [`${name}.raw`, String(round(score, 2))]]
}

const status12 = ({ isComplete, isPassed }: Report): string => {
  if (isPassed) return 'passed'
  if (!isComplete) return 'incomplete'
  return isPassed === undefined ? 'completed' : 'failed'
}

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places
const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** `HHHH:MM:SS.SS` of SCORM 1.2. */
export function time12(milliseconds: number): string {
  const hundredths = Math.min(Math.floor(milliseconds / 10), 9999 * 360_000 + 359_999)
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60]
  return `${pad(hours, 4)}:${pad(minutes)}:${pad(Math.floor(hundredths / 100) % 60)}.${pad(hundredths % 100)}`
}

/** ISO 8601, with hundredths of seconds at most, for SCORM 2004. */
export function time2004(milliseconds: number): string {
  const hundredths = Math.floor(milliseconds / 10)
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60]
  return `PT${hours}H${minutes}M${(hundredths % 6000) / 100}S`
}
