import { expect, test } from 'vitest'
import { piecesOf } from '../../src/site/search/query.ts'
import { recordsOf, titleFromId, type SearchRecord } from '../../src/site/search/records.ts'

const page = (main: string, bar = '') => `<!doctype html><html lang="en"><body>${bar}${main}</body></html>`
const titleOf = (id: string) => `Title of ${id}`
const kindOf = ({ content }: SearchRecord) => /data-pagefind-filter="kind:(\w+)"/.exec(content)?.[1]

const LESSON = page(
  `<main id="text" class="lesson" data-lesson="neurons/a"><h1>The neuron</h1><p>It weighs.</p>
   <section class="exercise" id="sum" aria-labelledby="sum-label" data-exercise="neurons/a/sum">
     <astro-island uid="1" ssr><section><div class="html exercise-prompt" id="p"><p>What is the sum?</p></div></section></astro-island>
   </section>
   <h2 id="then">Then</h2><astro-island uid="2"><p>0.25</p></astro-island></main>`,
  '<span class="bar-section">Neurons</span>',
)

test('a lesson is one record, and each of its exercises another, at its own address', () => {
  const [lesson, exercise, ...rest] = recordsOf({ path: 'neurons/a/', html: LESSON }, titleOf)
  expect(rest).toEqual([])
  expect(lesson).toMatchObject({ url: 'neurons/a/' })
  expect(kindOf(lesson!)).toBe('lesson')
  expect(lesson!.content).toContain('>Neurons</span>')
  expect(exercise).toMatchObject({ url: 'neurons/a/#sum' })
  expect(kindOf(exercise!)).toBe('exercise')
  expect(exercise!.content).toContain('<h1>Title of neurons/a/sum</h1>')
  expect(exercise!.content).toContain('What is the sum?')
  expect(exercise!.content).toContain('>The neuron</span>')
  expect(exercise!.content).not.toContain('It weighs')
})

test('what an island draws is not indexed with its lesson', () => {
  const [lesson] = recordsOf({ path: 'neurons/a/', html: LESSON }, titleOf)
  expect(lesson!.content.match(/<astro-island data-pagefind-ignore /g)).toHaveLength(2)
})

test('a name of the API is a record of its own, and nothing of its neighbor is in it', () => {
  const html = page(
    `<main id="text" class="plain api prose"><h1>Losses</h1><p class="lead">How wrong.</p>
     <article class="api-entry" id="mse" data-kind="function"><h2><a href="#mse">mse</a></h2><p>Squares.</p></article>
     <article class="api-entry" id="hinge" data-kind="function"><h2><a href="#hinge">hinge</a></h2><p>Margins.</p></article></main>`,
  )
  const records = recordsOf({ path: 'api/losses/', html }, titleOf)
  expect(records.map(({ url }) => url)).toEqual(['api/losses/', 'api/losses/#mse', 'api/losses/#hinge'])
  expect(records.map(kindOf)).toEqual(['api', 'api', 'api'])
  expect(records[0]!.content).not.toContain('Squares')
  expect(records[1]!.content).toContain('<h1>mse</h1>')
  expect(records[1]!.content).toContain('Squares')
  expect(records[1]!.content).not.toContain('Margins')
})

test.each(['404.html', '', 'api/', 'progress/', 'review/neurons/', 'cells/runner.abc.html'])(
  'nobody looks for "%s" by a word',
  (path) => {
    expect(recordsOf({ path, html: page('<main id="text"><h1>Here</h1></main>') }, titleOf)).toEqual([])
  },
)

test('a formula leaves a gap that can be seen', () => {
  const html = page('<main><h1>A</h1><p>Let <span class="katex">x</span> be.</p></main>')
  const [record] = recordsOf({ path: 'errata/', html }, titleOf)
  expect(record!.content).toContain('Let …<span class="katex">')
})

test('an excerpt becomes text: what was escaped is read, and only marks are marks', () => {
  expect(piecesOf('Params&lt;T&gt; of <mark>Adam</mark> &amp;lt; &quot;x&quot; <b>')).toEqual([
    { text: 'Params<T> of ', isHit: false },
    { text: 'Adam', isHit: true },
    { text: ' &lt; "x" <b>', isHit: false },
  ])
})

test('an exercise without a title is called by its name', () => {
  expect(titleFromId('neurons/one/double-it')).toBe('Double it')
})
