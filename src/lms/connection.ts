import { STANDARDS, type Standard } from './standards.ts'
import type { LmsConfig } from './config.ts'

type Api = Record<string, (...args: string[]) => unknown>

/** Windows above this one are not an LMS's any more. */
const DEEPEST = 50

/** The LMS's object: in a frame around this one, in the window that opened this one, or around that. */
export function findApi(from: Window, name: string): Api | undefined {
  return above(from, name) ?? beyond(from, name)
}

function above(from: Window, name: string): Api | undefined {
  try {
    let at = from
    for (let depth = 0; depth < DEEPEST; depth++) {
      const api = (at as unknown as Record<string, unknown>)[name]
      if (api) return api as Api
      if (at.parent === at) return undefined
      at = at.parent
    }
  } catch {
    // A window of another origin, or one that is gone.
  }
  return undefined
}

function beyond(from: Window, name: string): Api | undefined {
  for (const window of [from, from.top]) {
    try {
      const opener = window?.opener as Window | null | undefined
      const api = opener ? above(opener, name) : undefined
      if (api) return api
    } catch {
      // As above.
    }
  }
  return undefined
}

/** The conversation with the LMS. No call throws, whatever becomes of the LMS. */
export class Connection {
  readonly #api: Api
  readonly #standard: Standard

  private constructor(api: Api, standard: Standard) {
    this.#api = api
    this.#standard = standard
  }

  /** Undefined where there is no LMS, or it does not begin. */
  static open(version: LmsConfig['standard'], from: Window): Connection | undefined {
    const standard = STANDARDS[version]
    const api = findApi(from, standard.api)
    if (!api) return undefined
    const connection = new Connection(api, standard)
    const begun = connection.#call('initialize', '')
    return begun || standard.alreadyInitialized.includes(connection.#error()) ? connection : undefined
  }

  get(name: string): string {
    try {
      const value = this.#api[this.#standard.calls.get]!(name)
      return value === null || value === undefined ? '' : String(value)
    } catch {
      return ''
    }
  }

  set(name: string, value: string): boolean {
    return this.#call('set', name, value)
  }

  commit(): boolean {
    return this.#call('commit', '')
  }

  finish(): boolean {
    return this.#call('finish', '')
  }

  #error(): string {
    try {
      return String(this.#api[this.#standard.calls.error]!())
    } catch {
      return ''
    }
  }

  #call(call: keyof Standard['calls'], ...args: string[]): boolean {
    try {
      return String(this.#api[this.#standard.calls[call]]!(...args)) === 'true'
    } catch {
      return false
    }
  }
}
