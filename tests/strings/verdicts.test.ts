import { expect, test } from 'vitest'
import { exerciseMessages } from '../../src/strings/exercises.en.ts'
import { ui } from '../../src/strings/index.ts'

test('no message says again what the verdict before it has said', () => {
  const verdicts = Object.values(ui.exercise.verdict).map((text) => text.replace('.', ''))
  // The message of a right answer is its verdict, and is not shown after it.
  const { correct: _, ...messages } = exerciseMessages
  // What a message begins with stands in its source, whatever it is given.
  const begins = Object.values(messages).map((write) => write.toString().replace(/^[^'"`]*['"`]/, ''))
  for (const verdict of verdicts) expect(begins.filter((text) => text.startsWith(`${verdict}.`))).toEqual([])
})
