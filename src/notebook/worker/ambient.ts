import { LIMITS } from '../protocol/limits.ts'
import { makeConsole } from './console.ts'
import type { Current } from './current.ts'
import { displayable, itemOf } from './displayable.ts'
import { native } from './native.ts'
import { Plot } from './plot/facade.ts'
import { tableItem } from './tables.ts'

/** The names that every cell has: see editor/ambient.ts for their documentation. */
export function installAmbient(current: Current): void {
  const ambient = {
    console: makeConsole(current),
    display: (value: unknown) => {
      current.outbox.add(itemOf(value))
      return value
    },
    table: (rows: unknown, columns?: readonly string[]) => displayable(tableItem(rows, columns)),
    tex: (strings: TemplateStringsArray | string, ...values: unknown[]) =>
      displayable({ kind: 'tex', tex: texOf(strings, values) }),
    progress: (done: number, total?: number, label = '') =>
      current.progress({
        done: Number(done) || 0,
        ...(Number.isFinite(total) ? { total: Number(total) } : {}),
        label: native.slice(native.text(label), 0, 200),
      }),
    Plot,
  }
  for (const [name, value] of Object.entries(ambient)) {
    native.define(globalThis, name, { value, writable: true, configurable: true })
  }
}

/** A formula from a template, backslashes as they stand, or from text. */
function texOf(strings: TemplateStringsArray | string, values: readonly unknown[]): string {
  const tex = typeof strings === 'string' ? strings : String.raw({ raw: strings.raw }, ...values)
  return native.slice(tex, 0, LIMITS.lineLength)
}
