import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import {
  checkFrozen,
  prove,
  resolve,
  type Exercise,
  type Finding,
  type FrozenId,
} from '../../src/exercises/index.ts'
import { renderMarkdown } from '../../src/site/markdown/render.ts'
import { allLessons } from './course.ts'

const lessons = await allLessons()
const all = lessons.flatMap(({ id: lesson, exercises }) =>
  Object.entries(exercises).map(([id, exercise]): [string, Exercise] => [`${lesson}/${id}`, exercise]),
)

const sentence = ({ level, exercise, rule, found, fix, variant }: Finding): string =>
  `${level} ${exercise}${variant === undefined ? '' : `, variant ${variant}`} [${rule}]: ${found}; ${fix}`

test('there are lessons, and exercises in them', () => {
  expect(lessons.length).toBeGreaterThan(0)
  expect(all.length).toBeGreaterThan(0)
})

describe('every exercise, on every offered variant and 200 more', () => {
  test.each(all)(
    '%s: answer and check agree, mistakes are told apart, garbage costs nothing',
    (id, exercise) => {
      const findings = prove(exercise, id)
      expect(findings.filter(({ level }) => level === 'error').map(sentence)).toEqual([])
    },
  )

  test.each(all)('%s: every text of every variant renders', (id, exercise) => {
    for (let variant = 1; variant <= exercise.variants; variant++) {
      const { texts } = resolve(exercise, id, variant)
      for (const [key, text] of Object.entries(texts)) {
        const html = renderMarkdown(text, `${id}, variant ${variant}, ${key}`)
        expect(html, `${id}, variant ${variant}, ${key}`).not.toMatch(/undefined|NaN|\[object|Infinity/)
      }
    }
  })

  // Junk that a form can hold, a shared file can contain, or somebody tries.
  const junk = [
    '',
    ' ',
    'NaN',
    '1e999',
    '-',
    '9'.repeat(10_000),
    '<img src=x onerror=alert(1)>',
    '{"a":1}',
    null,
    undefined,
    {},
    [],
    [[]],
    Number.NaN,
    () => 1,
  ]
  test.each(all)('%s: junk is never graded and never throws', (id, exercise) => {
    for (let variant = 1; variant <= exercise.variants; variant++) {
      const resolved = resolve(exercise, id, variant)
      for (const raw of junk) {
        expect(check(raw, resolved).status, `${id}, variant ${variant}: ${String(raw).slice(0, 30)}`).toBe(
          'ungraded',
        )
        echo(raw, resolved)
      }
    }
  })
})

describe('ids', () => {
  test('are those of the published list, which only grows', () => {
    const frozen = JSON.parse(
      readFileSync(new URL('../../lessons/exercise-ids.json', import.meta.url), 'utf8'),
    ) as FrozenId[]
    const found = checkFrozen(
      all.map(([id, { version }]) => ({ id, version })),
      frozen,
    )
    expect(found.map(({ id, found: what, fix }) => `${id} ${what}: ${fix}`)).toEqual([])
  })
})

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s',
  (_, { folder, objectives, tags, exercises }) => {
    test('uses every one of its exercises once', () => {
      expect(tags.toSorted(), folder).toEqual(Object.keys(exercises).toSorted())
    })
    test('assesses every objective that it promises, and no other', () => {
      const assessed = Object.values(exercises).flatMap((exercise) => exercise.objectives)
      expect([...new Set(assessed)].toSorted(), folder).toEqual(objectives.toSorted())
    })
    test('offers at least six exercises', () => {
      expect(tags.length).toBeGreaterThanOrEqual(6)
    })
  },
)
