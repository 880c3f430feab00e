import { stripTypeScriptTypes } from 'node:module'

/**
 * TypeScript as JavaScript, with spaces in place of the types, so that every position stays what it was. Node calls
 * this experimental at the first use; whoever checks a lesson need not hear of it.
 */
export function withoutTypes(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
