import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine, type Finding } from '../../tools/lib/finding.ts'
import {
  EXERCISES,
  exerciseFile,
  IDS,
  lesson,
  LESSON,
  lineOf,
  soundCourse,
  withCourse,
  type Files,
} from './course-in-memory.ts'

const check = (files: Files, isFixing = false): Promise<Finding[]> =>
  withCourse({ ...soundCourse(), ...files }, (root) => checkCourse(root, { isFixing, extraSeeds: 5 }))

const withSecond = exerciseFile(
  exerciseFile().split('\n').slice(3, -2).join('\n').replace('sum:', "'second-sum':").concat('\n'),
)
const second = { [EXERCISES]: withSecond, [LESSON]: lesson('<Exercise id="second-sum" />') }

describe('frozen ids', () => {
  test('a new id is listed by --fix, and by nothing else', async () => {
    const findings = await check(second)
    expect(findings.map(asLine)).toEqual([
      `${EXERCISES}:${lineOf(withSecond, "'second-sum'")}  frozen/id-not-listed  neurons/one/second-sum is new — run npm run check -- --fix`,
    ])
    await withCourse({ ...soundCourse(), ...second }, async (root) => {
      expect(await checkCourse(root, { isFixing: true, extraSeeds: 1 })).toEqual([])
      const list = JSON.parse(await readFile(join(root, IDS), 'utf8'))
      expect(list).toEqual([
        { id: 'neurons/one/second-sum', version: 1 },
        { id: 'neurons/one/sum', version: 1 },
      ])
      expect(await checkCourse(root, { extraSeeds: 1 })).toEqual([])
    })
  })

  test.each([
    [
      'an id that is gone',
      '[{"id":"neurons/one/sum","version":1},\n{"id":"neurons/one/old","version":1}]',
      'frozen/id-removed',
      IDS,
      2,
    ],
    [
      'an id that was retired',
      '[{"id":"neurons/one/sum","version":1,"isRetired":true}]',
      'frozen/id-reused',
      EXERCISES,
      4,
    ],
    [
      'a version that went down',
      '[{"id":"neurons/one/sum","version":3}]',
      'frozen/version-lower',
      EXERCISES,
      4,
    ],
    ['a list that is none', '{"ids": 1}', 'frozen', IDS, 1],
  ])('%s is not for --fix to decide', async (_, list, rule, file, line) => {
    for (const isFixing of [false, true]) {
      expect(await check({ [IDS]: list }, isFixing)).toContainEqual(
        expect.objectContaining({ rule, file, line }),
      )
    }
  })

  test('a raised version is listed by --fix', async () => {
    const raised = exerciseFile().replace("title: 'A sum',", "title: 'A sum',\n    version: 2,")
    await withCourse({ ...soundCourse(), [EXERCISES]: raised }, async (root) => {
      expect((await checkCourse(root)).map((one) => one.rule)).toEqual(['frozen/version-not-listed'])
      expect(await checkCourse(root, { isFixing: true })).toEqual([])
      expect(JSON.parse(await readFile(join(root, IDS), 'utf8'))).toEqual([
        { id: 'neurons/one/sum', version: 2 },
      ])
    })
  })
})
