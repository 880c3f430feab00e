import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { atom, readChanges } from '../../src/site/feed.ts'
import { absolute, courseData, duration, jsonForScript, lessonData } from '../../src/site/meta.ts'
import { robots, sitemapOf } from '../../src/site/sitemap.ts'
import project from '../../package.json' with { type: 'json' }

const LESSON = {
  title: 'Loss </script><!--',
  summary: 'What it costs.',
  minutes: 95,
  objectives: { compute: 'compute a loss', choose: 'choose a loss' },
}
const unit = {
  id: 'first',
  number: 1,
  title: 'First',
  summary: 'A unit.',
  lessons: [
    { id: 'first/loss', title: 'Loss', order: 1, data: { ...LESSON, prerequisites: [] } },
    { id: 'first/later', title: 'Later', order: 2 },
  ],
}

describe('what a page says to search engines', () => {
  test('a lesson: how long it takes, what it teaches, what it is part of', () => {
    const data = lessonData(LESSON, 'https://example.org/first/loss/', 'https://example.org/')
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'LearningResource',
      url: 'https://example.org/first/loss/',
      timeRequired: 'PT1H35M',
      teaches: ['compute a loss', 'choose a loss'],
      isPartOf: { '@type': 'Course', url: 'https://example.org/' },
    })
  })

  test('the course: the lessons that are written, and their time', () => {
    const data = courseData([unit] as never, undefined, () => undefined)
    expect(data['hasPart']).toEqual([
      { '@type': 'LearningResource', name: 'Loss', description: 'What it costs.' },
    ])
    expect(data['hasCourseInstance']).toMatchObject({ courseWorkload: 'PT1H35M' })
  })

  test('without an address of the site there is none, not even an empty one', () => {
    expect(JSON.stringify(lessonData(LESSON, absolute('/a/', undefined), undefined))).not.toMatch(
      /"url"|null/,
    )
    expect(absolute('/sub/a/', 'https://example.org')).toBe('https://example.org/sub/a/')
  })

  test('a title cannot end the script that carries it', () => {
    const text = jsonForScript({ name: LESSON.title })
    expect(text).not.toContain('<')
    expect(JSON.parse(text)).toEqual({ name: LESSON.title })
  })

  test.each([
    [5, 'PT5M'],
    [60, 'PT1H'],
    [0, 'PT0M'],
    [390, 'PT6H30M'],
  ])('%d minutes are %s', (minutes, text) => {
    expect(duration(minutes)).toBe(text)
  })
})

describe('the feed of changes', () => {
  const CHANGELOG = readFileSync('CHANGELOG.md', 'utf8')
  const options = {
    title: 'T & T',
    subtitle: 'S',
    language: 'en',
    author: 'A',
    id: 'https://example.org/source',
    home: undefined,
    self: undefined,
  }

  test('reads the list of changes of this repository', () => {
    const changes = readChanges(CHANGELOG)
    expect(changes.length).toBe(CHANGELOG.match(/^- /gm)!.length)
    expect(changes[0]).toMatchObject({ version: project.version })
    for (const { text } of changes) expect(text).toMatch(/^\S.{20,}\S$/)
  })

  test('each line is an entry: its first sentence is the title, marks are left out', () => {
    const changes = readChanges(
      '# C\n\n## 1.2.0 (2026-01-31)\n\n- `A` <b>\n  goes. And [B](x) stays.\n- C.\n',
    )
    expect(changes.map(({ text }) => text)).toEqual(['A <b> goes. And B stays.', 'C.'])
    const feed = atom(changes, options)
    expect(feed).toContain('<title>A &lt;b&gt; goes</title>')
    expect(feed).toContain('<title>T &amp; T</title>')
    expect(feed).toContain('<updated>2026-01-31T00:00:00Z</updated>')
    expect(feed).not.toContain('<link')
    expect(atom(changes, { ...options, self: 'https://example.org/feed.xml' })).toContain('rel="self"')
  })

  test('an entry keeps its id while it says the same, and gets a new one when it says more', () => {
    const ids = (text: string) => {
      const changes = readChanges(`## 1.0.0 (2026-01-31)\n\n- First.\n- ${text}\n`)
      return [...atom(changes, options).matchAll(/<id>(.*?)<\/id>/g)].slice(1).map(([, id]) => id)
    }
    expect(ids('Second.')).toEqual(ids('Second.'))
    expect(ids('Second.')[0]).toBe(ids('Third.')[0])
    expect(ids('Second.')[1]).not.toBe(ids('Third.')[1])
  })

  test('a version without a date is refused by name', () => {
    expect(() => readChanges('## 0.2.0\n\n- A.\n')).toThrow('"## 0.2.0" must be a version with its date')
  })
})

describe('what robots read', () => {
  test('every page by its whole address; none that nobody should find', () => {
    const files = ['index.html', 'a/b/index.html', '404.html', 'cells/runner.html', 'print/index.html']
    const places = [...sitemapOf(files, 'https://example.org/sub/').matchAll(/<loc>(.*?)<\/loc>/g)]
    expect(places.map(([, place]) => place)).toEqual([
      'https://example.org/sub/',
      'https://example.org/sub/a/b/',
    ])
  })

  test('the map is named only where its address is known', () => {
    expect(robots(undefined)).toBe('User-agent: *\nAllow: /\n')
    expect(robots('https://example.org/')).toContain('\nSitemap: https://example.org/sitemap.xml\n')
  })
})

test('the citation names the version and the repository of package.json', () => {
  const citation = readFileSync('CITATION.cff', 'utf8')
  const value = (key: string) => new RegExp(`^${key}: "?(.+?)"?$`, 'm').exec(citation)?.[1]
  expect(value('cff-version')).toBe('1.2.0')
  expect(value('version')).toBe(project.version)
  expect(value('repository-code')).toBe(project.repository.url)
  const [latest] = readChanges(readFileSync('CHANGELOG.md', 'utf8'))
  expect(value('date-released')).toBe(latest!.date)
  for (const key of ['message', 'title', 'type', 'license', 'authors'])
    expect(citation).toMatch(new RegExp(`^${key}:`, 'm'))
})
