/** What a packaged lesson knows of itself; the export writes it into the page. Plain JSON. */
export interface LmsConfig {
  standard: '1.2' | '2004'
  /** Identifier of the package: work of two packages is kept apart. */
  package: string
  /** `neurons/activations`. */
  lesson: string
  exercises: LmsExercise[]
  /** Score from which on the lesson is passed, 1 … 100; absent where nothing is to be passed. */
  pass?: number
}

/** An exercise of the lesson, in the order of the page. */
export interface LmsExercise {
  /** Without the lesson's id. */
  id: string
  version: number
  /** Seeds of the variants offered, from variant 1. */
  seeds: string[]
}

/** Id of the element that holds the configuration, and the query of a page that is only read. */
export const CONFIG_ID = 'lms-config'
export const NOTE_ID = 'lms-note'
export const READING = 'reading'
