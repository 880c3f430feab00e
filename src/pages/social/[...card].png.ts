import type { APIRoute } from 'astro'
import { placedLessons } from '../../site/course.ts'
import { MACROS } from '../../site/markdown/math.ts'
import { cardPng, type Card } from '../../site/social/card.ts'
import { displayedIn } from '../../site/social/displayed.ts'
import { ui } from '../../strings/index.ts'

/** Drawn on the picture of pages that have no formula of their own. No word of any language: it is no text of the interface. */
const COURSE_FORMULA = String.raw`\frac{\partial E}{\partial w_1} = \frac{\partial E}{\partial a_2} \cdot \frac{\partial a_2}{\partial z_2} \cdot \frac{\partial z_2}{\partial a_1} \cdot \frac{\partial a_1}{\partial z_1} \cdot \frac{\partial z_1}{\partial w_1}`

/** The picture of each lesson, and one of the course for all other pages, at `social/`. */
export async function getStaticPaths() {
  const lessons = await placedLessons()
  const cards: [string, Omit<Card, 'name' | 'macros'>][] = lessons.map(({ entry, unit }) => [
    entry.id,
    {
      above: ui.lesson.unit(unit.number, unit.title),
      title: entry.data.title,
      formulas: displayedIn(entry.body ?? ''),
    },
  ])
  cards.push(['course', { above: ui.site.name, title: ui.site.tagline, formulas: [COURSE_FORMULA] }])
  return cards.map(([card, props]) => ({ params: { card }, props }))
}

export const GET: APIRoute = ({ props }) =>
  new Response(cardPng({ ...(props as Omit<Card, 'name'>), name: ui.site.name, macros: MACROS }), {
    headers: { 'content-type': 'image/png' },
  })
