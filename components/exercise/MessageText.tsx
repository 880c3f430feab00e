import type { Message } from '../../src/exercises/check.ts'
import { exerciseText } from '../../src/strings/exercises.en.ts'
import { Text } from './Text.tsx'

/** The author's own words where the message names them, else a sentence of ours. */
export function MessageText({ message, html }: { message: Message; html: Record<string, string> }) {
  return 'text' in message ? <Text of={html} name={message.text} /> : <span>{exerciseText(message)}</span>
}
