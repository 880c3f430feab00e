import { exportText } from '../../../src/strings/lms.en.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { BuiltSite, BuiltUnit } from './built-site.ts'
import { ExportRefusal } from './refusal.ts'

/** What is exported: a name for its file, a title, and its units with the lessons chosen. */
export interface Choice {
  name: string
  title: string
  units: BuiltUnit[]
}

export const WHOLE = 'course'

/** Of lessons known by their files: the one of that address, those of the unit, or all. */
export function chosenOf<L extends { id: string }>(lessons: readonly L[], wanted: string): L[] {
  const path = wanted.replaceAll(/^\/+|\/+$/g, '')
  const found = lessons.filter(({ id }) => path === WHOLE || id === path || id.split('/')[0] === path)
  if (found.length > 0) return found
  const known = [WHOLE, ...lessons.flatMap(({ id }) => [id.split('/')[0]!, id])]
  throw new ExportRefusal(exportText.unknownChoice(wanted, knownAre(path, [...new Set(known)])))
}

/** A lesson, a unit, or the whole course. */
export function choose(site: BuiltSite, wanted: string, courseTitle: string): Choice {
  const path = wanted.replaceAll(/^\/+|\/+$/g, '')
  const name = path.replaceAll('/', '-')
  if (path === WHOLE) return { name, title: courseTitle, units: [...site.units] }
  const whole = site.units.find(({ id }) => id === path)
  if (whole) return { name, title: whole.title, units: [whole] }
  for (const unit of site.units) {
    const lesson = unit.lessons.find(({ id }) => id === path)
    if (lesson) return { name, title: lesson.title, units: [{ ...unit, lessons: [lesson] }] }
  }
  const known = [WHOLE, ...site.units.flatMap(({ id, lessons }) => [id, ...lessons.map((one) => one.id)])]
  throw new ExportRefusal(exportText.unknownChoice(wanted, knownAre(path, known)))
}
