import { fork, type ChildProcess } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { resultText } from '../../../src/strings/results.en.ts'
import type { FromGrader, ToGrader } from './grading-process.ts'
import type { GradingSetup, RecordResult } from './types.ts'

const PROCESS = join(import.meta.dirname, 'grading-process.ts')
const REPOSITORY = join(import.meta.dirname, '../../..')

/**
 * Longest time without a word of a grader, in milliseconds. An answer takes milliseconds, a program seconds at most; what
 * takes longer hangs, and its record is named. Starting may take as long on a busy machine.
 */
export const PATIENCE = 60_000

export interface FileToGrade {
  /** As reports name it. */
  file: string
  path: string
}

export interface GradingOptions {
  /** Where the files are. */
  folder: string
  processes: number
  /** Milliseconds; default `PATIENCE`. */
  patience?: number
}

/** Grades files in several processes; each record's result in the order of the files. A process that dies costs its record only. */
export async function gradeFiles(
  files: readonly FileToGrade[],
  { folder, processes, patience = PATIENCE, ...setup }: GradingSetup & GradingOptions,
): Promise<RecordResult[]> {
  const results: RecordResult[] = []
  let next = 0
  const work = async (): Promise<void> => {
    let grader: Grader | undefined
    try {
      while (next < files.length) {
        const index = next++
        const file = files[index]!
        grader ??= await Grader.start(setup, folder, patience)
        const result = await grader.grade(file)
        if (result === undefined) {
          grader.end()
          grader = undefined
        }
        results[index] = result ?? { file: file.file, kind: 'malformed', why: resultText.crashed }
      }
    } finally {
      grader?.end()
    }
  }
  await Promise.all(Array.from({ length: Math.min(processes, files.length) }, work))
  return results
}

class Grader {
  readonly #child: ChildProcess
  readonly #patience: number

  private constructor(child: ChildProcess, patience: number) {
    this.#child = child
    this.#patience = patience
  }

  static async start(setup: GradingSetup, folder: string, patience: number): Promise<Grader> {
    // In a course of one's own the packages are links to where npm has put them.
    const packages = dirname(realpathSync(join(REPOSITORY, 'node_modules/esbuild')))
    const folders = new Set(
      [REPOSITORY, packages, setup.root, folder].flatMap((path) => [path, realpathSync(path)]),
    )
    const child = fork(PROCESS, [], {
      execArgv: [
        '--permission',
        '--allow-worker',
        '--disable-warning=SecurityWarning',
        '--disable-warning=PERM0006',
        ...[...folders].map((path) => `--allow-fs-read=${path}`),
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {},
    })
    const grader = new Grader(child, Math.max(patience, PATIENCE))
    if ((await grader.#ask({ setup })) === undefined) throw new Error(resultText.noGrader)
    return new Grader(child, patience)
  }

  async grade({ file, path }: FileToGrade): Promise<RecordResult | undefined> {
    const said = await this.#ask({ file, path })
    return typeof said === 'object' ? said.result : undefined
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }

  /** The answer to a message; undefined when the process died or fell silent. */
  #ask(message: ToGrader): Promise<FromGrader | undefined> {
    return new Promise((resolve) => {
      const done = (said: FromGrader | undefined): void => {
        clearTimeout(timer)
        this.#child.off('message', hear).off('exit', gone)
        resolve(said)
      }
      const gone = (): void => done(undefined)
      let timer = setTimeout(gone, this.#patience)
      const hear = (said: FromGrader): void => {
        if (said !== 'alive') return done(said)
        clearTimeout(timer)
        timer = setTimeout(gone, this.#patience)
      }
      this.#child.on('message', hear).on('exit', gone)
      this.#child.send(message, (error) => error && gone())
    })
  }
}
