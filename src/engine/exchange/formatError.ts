/**
 * A file or source text that is not what it should be. The message says what was found and where.
 *
 * @example
 * new FormatError('safetensors: the file is empty').name
 * // → 'FormatError'
 */
export class FormatError extends Error {
  override name = 'FormatError'
}
