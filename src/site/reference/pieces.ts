/** A piece of a line: plain, stressed, code, or a link. */
export interface Piece {
  text: string
  isStressed?: boolean
  isCode?: boolean
  href?: string
}

type Find = (name: string) => string | undefined

const piece = (text: string, isCode: boolean, href: string | undefined): Piece => ({
  text,
  ...(isCode && { isCode }),
  ...(href !== undefined && { href }),
})

/** A sentence of a doc comment: code in backticks, addresses, and names that have an entry become links. */
export function sentencePieces(sentence: string, find: Find): Piece[] {
  return sentence
    .split(/(`[^`]+`|\*[A-Za-z][\w -]*\w\*|https?:\/\/[^\s)]*[^\s).,;:])/)
    .flatMap((part): Piece[] => {
      if (part === '') return []
      if (part.startsWith('http')) return [{ text: part.replace(/^https?:\/\//, ''), href: part }]
      if (/^\*.+\*$/.test(part)) return [{ text: part.slice(1, -1), isStressed: true }]
      if (!part.startsWith('`') || part.length < 3) return [{ text: part }]
      const code = part.slice(1, -1)
      return [piece(code, true, find(code.replace(/\(.*$/, '')))]
    })
}

/** A signature or type, with the names of types linked to their entries. */
export function signaturePieces(signature: string, find: Find): Piece[] {
  return signature
    .split(/('[^']*'|(?<![\w.])[A-Z]\w+)/)
    .filter((part) => part !== '')
    .map((part) => piece(part, false, /^[A-Z]/.test(part) ? find(part) : undefined))
}

/** Lines of an example: code, and the values that it gives. */
export function exampleLines(example: string): { text: string; isValue: boolean }[] {
  return example.split('\n').map((text) => ({ text, isValue: /^\s*\/\/ →/.test(text) }))
}
