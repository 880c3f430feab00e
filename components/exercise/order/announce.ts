import type { KindData } from '../../../src/exercises/check.ts'
import { orderText } from '../../../src/strings/exercise-ui.en.ts'
import { plainText } from '../plain-text.ts'
import { keyOf, type Piece, type Placing } from './placing.ts'

/** A name longer than this is not listened to. */
const longest = 80

/** How a piece is called aloud: its first line, and how many there are. */
export function spokenName(
  piece: Piece,
  { blocks }: KindData['order'],
  html: Record<string, string>,
): string {
  const key = keyOf(piece)
  const code = blocks.find((block) => block.id === key)?.code
  const text = (code ?? plainText(html[`block-${key}`] ?? '')).trim().replaceAll(/\s+/g, ' ')
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text
  return piece.ids.length > 1 ? `${short} (${orderText.lines(piece.ids.length)})` : short
}

export function whereIs({ used }: Placing, key: string, withIndent: boolean): string {
  const at = used.findIndex((piece) => keyOf(piece) === key)
  if (at === -1) return orderText.placeUnused
  return withIndent
    ? orderText.placeIndented(at + 1, used.length, used[at]!.indent)
    : orderText.place(at + 1, used.length)
}
