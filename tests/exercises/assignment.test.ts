import { describe, expect, test } from 'vitest'
import {
  assignedVariant,
  chosenExercises,
  endOfDue,
  idOf,
  isDay,
  isNamedAssignment,
  isProblem,
  linkOf,
  misspeltKeys,
  readLink,
  slugOf,
  studentKey,
  writeLink,
  type LinkedAssignment,
} from '../../src/exercises/assignment.ts'
import { nearest } from '../../src/strings/nearest.ts'

const of = (
  student: string,
  { seed = 'chainrule', id = 'week-3', exercise = 'a/b/sum', variants = 12 } = {},
) => assignedVariant(seed, id, student, exercise, variants)

describe('the variant of a student', () => {
  test('is the same for ever: paper that was printed stays right', () => {
    const names = ['Ada Lovelace', '4711', 'Grace Hopper', 'Łukasz', '李明', '😀']
    expect(names.map((name) => of(name))).toEqual(PINNED)
  })

  test('does not depend on capital letters, spaces, or how letters are put together', () => {
    for (const other of [
      'ada lovelace',
      ' ADA  Lovelace ',
      'AdaLovelace',
      'Ada\u00a0Lovelace',
      'Ａda Lovelace',
    ])
      expect([other, of(other)]).toEqual([other, of('Ada Lovelace')])
    expect(of('Zoe\u0308')).toBe(of('Zo\u00eb'))
  })

  test('does not depend on how a phone writes apostrophes and hyphens', () => {
    for (const [typed, onPaper] of [
      ['Noor O’Neill', "Noor O'Neill"],
      ['Meyer\u2010Roth', 'Meyer-Roth'],
      ['Ada\u200b Lovelace', 'Ada Lovelace'],
    ] as const)
      expect([typed, studentKey(typed)]).toEqual([typed, studentKey(onPaper)])
    expect(studentKey('Ada Lovelace')).not.toBe(studentKey('Lovelace Ada'))
  })

  test('is another with another exercise, assignment or seed, and never one that is not offered', () => {
    const students = Array.from({ length: 600 }, (_, i) => `s${i}`)
    const same = (other: Parameters<typeof of>[1]) =>
      students.filter((name) => of(name) === of(name, other)).length
    for (const other of [{ exercise: 'a/b/dot' }, { id: 'week-4' }, { seed: 'other' }]) {
      // One in twelve by chance: 50 of 600.
      expect(same(other)).toBeGreaterThan(20)
      expect(same(other)).toBeLessThan(90)
    }
    const counts = new Map<number, number>()
    for (const name of students) counts.set(of(name), (counts.get(of(name)) ?? 0) + 1)
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(Math.min(...counts.values())).toBeGreaterThan(25)
    expect(new Set(students.map((name) => of(name, { variants: 1 })))).toEqual(new Set([1]))
  })
})

describe('what an assignment sets', () => {
  const known = ['a/b/sum', 'a/b/dot', 'a/c/line', 'a/c/slope']

  test('all exercises of its lessons, then the others, each once', () => {
    const chosen = chosenExercises({ lessons: ['a/c'], exercises: ['a/b/dot', 'a/c/line'] }, known)
    expect(chosen).toEqual({ exercises: ['a/c/line', 'a/c/slope', 'a/b/dot'], unknown: [] })
  })

  test('what is not there is named, with what might be meant', () => {
    const { exercises, unknown } = chosenExercises(
      { lessons: ['a/d', 'a/c'], exercises: ['a/b/summ', 'slope', 'x/y/z'] },
      known,
    )
    expect(exercises).toEqual(['a/c/line', 'a/c/slope'])
    expect(unknown).toEqual([
      { key: 'lessons', name: 'a/d', known: ['a/b', 'a/c'] },
      { key: 'exercises', name: 'a/b/summ', known: ['a/b/sum', 'a/b/dot'] },
      { key: 'exercises', name: 'slope', known: ['a/c/slope'] },
      { key: 'exercises', name: 'x/y/z', known },
    ])
  })
})

describe('a link', () => {
  const read = (text: string) => readLink(text) as LinkedAssignment

  test('is read with and without an address before it, and written in one form', () => {
    const text = 'exercises=a/b/sum,a%2Fb%2Fdot&exercises=a/c/line&lessons=a/c&due=2027-02-01&title=Week+3'
    const link = read(`https://example.org/course/assignment/?${text}#top`)
    expect(link).toEqual(read(text))
    expect(link).toEqual({
      id: 'link',
      lessons: ['a/c'],
      exercises: ['a/b/sum', 'a/b/dot', 'a/c/line'],
      due: '2027-02-01',
      title: 'Week 3',
    })
    expect(linkOf(link)).toBe('id=link&lessons=a/c&exercises=a/b/sum,a/b/dot,a/c/line')
    expect(linkOf(read(linkOf(link)))).toBe(linkOf(link))
  })

  test('is written so that it is read again, whatever its texts hold', () => {
    const link = {
      id: 'week-3',
      lessons: ['a/c'],
      exercises: ['a/b/sum'],
      due: '2027-02-01',
      title: 'Week 3: a & b = 100 %?',
      note: '#1 “ü” +',
    }
    expect(writeLink(link)).toMatch(/^id=week-3&lessons=a\/c&exercises=a\/b\/sum&due=/)
    expect(readLink(`https://example.org/assignment/?${writeLink(link)}`)).toEqual(link)
    expect(writeLink({ ...link, due: '', title: ' ', note: '' })).toBe(linkOf(link))
  })

  test.each([
    ['Week 3', 'week-3'],
    [' Über – Netze!  ', 'uber-netze'],
    ['第三周', 'link'],
    ['', 'link'],
    [`${'a'.repeat(59)} bc`, 'a'.repeat(59)],
  ])('has an id that follows from its title: %s', (title, id) => {
    expect(idOf(title)).toBe(id)
    expect(isNamedAssignment({ id: idOf(title) })).toBe(true)
  })

  test('a misspelled key is told from the words that others add to addresses', () => {
    const text = '?exercise=a/b/sum&dues=2027-02-01&id=week-3&utm_source=mail&fbclid=x&sid=7&title=x'
    expect(misspeltKeys(text, nearest)).toEqual([
      { key: 'exercise', meant: 'exercises' },
      { key: 'dues', meant: 'due' },
    ])
  })

  test.each([
    ['', 'nothing'],
    ['?title=x', 'nothing'],
    ['exercises=,', 'nothing'],
    ['exercises=sum', 'exercises sum'],
    ['exercises=a/b/sum,<b>', 'exercises <b>'],
    ['lessons=../x', 'lessons ../x'],
    ['exercises=a/b/sum&id=Week 3', 'id Week 3'],
    ['exercises=a/b/sum&due=2027-02-30', 'due 2027-02-30'],
    [`exercises=${Array.from({ length: 201 }, (_, i) => `a/b/c${i}`).join(',')}`, 'too-many 200'],
  ])('that says nothing sensible is refused with its place: %.40s', (text, problem) => {
    const found = readLink(text)
    expect(isProblem(found) && `${found.key} ${found.found}`.trim()).toBe(problem)
  })
})

test.each<[unknown, boolean]>([
  [{ id: 'week-3' }, true],
  [{ id: 'week-3', link: 'id=week-3&exercises=a/b/sum' }, true],
  [{ id: 'week-3', link: 'id=week-4&exercises=a/b/sum' }, false],
  [{ id: 'week-3', link: 'exercises=a/b/sum&id=week-3' }, false],
  [{ id: 'Week 3' }, false],
  [{ id: 'week-3', more: 1 }, false],
  [{}, false],
  ['week-3', false],
  [null, false],
])('a record names an assignment by %j: %s', (value, isOne) => expect(isNamedAssignment(value)).toBe(isOne))

test('a day is one of the calendar, and over when it is over everywhere', () => {
  expect(['2027-02-28', '2028-02-29'].map(isDay)).toEqual([true, true])
  expect(['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', ''].map(isDay)).toEqual(Array(5).fill(false))
  // Midnight at the end of the day, twelve hours west of Greenwich.
  expect(new Date(endOfDue('2027-02-05')).toISOString()).toBe('2027-02-06T12:00:00.000Z')
})

test('a name as a part of a file’s name', () => {
  expect(['Ada  Lovelace', '../../etc', 'Łukasz Żak', '?!'].map(slugOf)).toEqual([
    'ada-lovelace',
    'etc',
    'łukasz-żak',
    '',
  ])
})

/** Not to be changed: whoever has printed worksheets depends on them. */
const PINNED = [7, 8, 5, 10, 12, 2]
