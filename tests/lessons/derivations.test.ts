import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mutationTest, verifyDerivation, type LessonDerivation } from '../../src/math/index.ts'
import { mathText } from '../../src/strings/math.en.ts'

const root = new URL('../../lessons/', import.meta.url).pathname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('derivations.ts'),
)
const all = (
  await Promise.all(
    files.map(async (file) => {
      const module = (await import(root + file)) as { default: Record<string, LessonDerivation> }
      return Object.entries(module.default).map(([id, derivation]): [string, LessonDerivation] => [
        `${file} ${id}`,
        derivation,
      ])
    }),
  )
).flat()

test('lessons derive something', () => expect(all.length).toBeGreaterThan(0))

describe.each(all)('%s', (_, derivation) => {
  test('every step holds', () => {
    expect(
      verifyDerivation(derivation).map(({ step, message }) => `step ${step + 1}: ${mathText(message)}`),
    ).toEqual([])
  })

  test('a slip in any step would be found', () => {
    const { total, killed, equivalent, survived } = mutationTest(derivation)
    expect(
      survived.map(
        ({ step, slip, original, mutant }) => `step ${step + 1}, ${slip}: ${original} → ${mutant}`,
      ),
    ).toEqual([])
    expect(killed).toBe(total - equivalent.length)
    expect(killed).toBeGreaterThanOrEqual(derivation.steps.length)
  })
})

test('a wrong step would stop the build with its counter-example', () => {
  const [, derivation] = all.find(([name]) => name.includes('slope-of-the-output'))!
  const wrong = {
    ...derivation,
    steps: [...derivation.steps.slice(0, 2), { expr: '= σ(z)(1 + σ(z)) x_1', by: '' }],
  }
  const [finding] = verifyDerivation(wrong)
  expect(finding).toMatchObject({ step: 2, kind: 'unequal' })
  expect(mathText(finding!.message)).toMatch(/w_1 = |x_1 = /)
})
