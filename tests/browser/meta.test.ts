import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { readChanges } from '../../src/site/feed.ts'
import { close, disconnect, LESSON, open, PAGES } from './helpers/page.ts'

afterAll(disconnect)

const pageOf = (path: string): string =>
  readFileSync(`dist/${path}${path.endsWith('.html') ? '' : 'index.html'}`, 'utf8')

test('every page has a title and a description of its own, and those that differ say different things', () => {
  const seen = new Map<string, string>()
  for (const path of PAGES) {
    const html = pageOf(path)
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? ''
    expect(title.length, path).toBeGreaterThan(10)
    expect(html, path).toMatch(/<meta name="description" content="[^"]{20,}"/)
    expect(seen.get(title), `${path} has the title "${title}"`).toBeUndefined()
    seen.set(title, path)
  }
})

test('a build that does not know its address writes nothing absolute about itself', () => {
  for (const path of PAGES) {
    expect(pageOf(path), path).not.toMatch(/rel="canonical"|property="og:(?:url|image)"/)
  }
  expect(readFileSync('dist/robots.txt', 'utf8')).toBe('User-agent: *\nAllow: /\n')
})

test('lesson and course describe themselves as data that a browser reads and never runs', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  const read = async () =>
    JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!) as {
      '@type': string
      name: string
    }
  expect(await read()).toMatchObject({ '@type': 'LearningResource', name: 'The artificial neuron' })
  await page.goto(new URL('/', page.url()).href)
  expect(await read()).toMatchObject({ '@type': 'Course', name: 'Chainrule' })
  // The feed is XML that a browser parses, linked from every page.
  const feed = (await page.evaluate(`{
    const link = document.querySelector('link[type="application/atom+xml"]').href
    fetch(link).then((answer) => answer.text()).then((text) => {
      const xml = new DOMParser().parseFromString(text, 'application/xml')
      return { error: xml.querySelector('parsererror')?.textContent ?? '', entries: [...xml.querySelectorAll('entry > content')].map((one) => one.textContent) }
    })
  }`)) as { error: string; entries: string[] }
  expect(feed.error).toBe('')
  expect(feed.entries).toEqual(readChanges(readFileSync('CHANGELOG.md', 'utf8')).map(({ text }) => text))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('the picture of a lesson is one that a browser shows', async () => {
  const opened = await open('404.html')
  const size = await opened.page.evaluate(`new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve([image.naturalWidth, image.naturalHeight])
    image.onerror = () => reject(new Error('no picture'))
    image.src = '/social/${LESSON.slice(0, -1)}.png'
  })`)
  expect(size).toEqual([1200, 630])
  expect(opened.problems).toEqual([])
  await close(opened)
})
