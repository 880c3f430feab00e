import type { Outcome } from '../../src/exercises/check.ts'
import { ui } from '../../src/strings/index.ts'
import { MessageText } from './MessageText.tsx'

/** The verdict in words first, then what there is to say about this very answer. */
export function Feedback({ outcome, html }: { outcome: Outcome; html: Record<string, string> }) {
  const isPlain = 'id' in outcome.message && outcome.message.id === 'correct'
  return (
    <div class={`feedback feedback-${outcome.status}`}>
      <strong>{ui.exercise.verdict[outcome.status]}</strong>{' '}
      {!isPlain && <MessageText message={outcome.message} html={html} />}
    </div>
  )
}
