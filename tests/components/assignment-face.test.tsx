import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { AssignmentPanel } from '../../components/assignment/AssignmentPanel.tsx'
import { LinkPanel } from '../../components/assignment/LinkPanel.tsx'

const exercises = [{ id: 'u/one/sum', title: 'The <sum>', variants: 12, version: 1 }]
const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('without scripts, an assignment lists its exercises and leads to them', () => {
  const setting = {
    named: { id: 'week-3' },
    address: 'week-3',
    exercises,
    seed: 'chainrule',
    base: '/course/',
  }
  const html = render(<AssignmentPanel setting={setting} course="Chainrule" />)
  expect(html).toContain('<a href="/course/u/one/#sum">The &lt;sum></a>')
  expect(textOf(html)).toContain('Without a name, the links lead to the exercises as they are for everybody.')
  expect(html).toMatch(/<label class="record-student needs-script">/)
  expect(html).toMatch(/<button[^>]* disabled/)
})

test('without scripts, a link is not read, and the page says so', () => {
  const html = render(
    <LinkPanel
      exercises={exercises}
      course="Chainrule"
      seed="chainrule"
      base="/"
      lessons={{ 'u/one': 'One' }}
    />,
  )
  expect(html).toContain('<p class="without-script">This page reads its link with a script')
})
