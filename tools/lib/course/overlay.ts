import { knownAre } from '../../../src/site/markdown/suggest.ts'
import { nearest } from '../../../src/strings/nearest.ts'
import type { Report } from '../finding.ts'
import type { UnitShelf } from './library.ts'
import type { PlannedUnit } from './plan.ts'

/** What an overlay may hold. */
const FOLDERS = ['lessons', 'components', 'strings', 'styles', 'public']

/** The files that make a lesson; any other is an asset. */
const LESSON_FILES = ['index.mdx', 'teaching.mdx', 'exercises.ts', 'derivations.ts']

/** The same lesson in another language, as `index.de.mdx`. */
const TRANSLATION = /^index\.[a-z]{2,3}\.mdx$/

/** Every file of an overlay adds or shadows something: one that does neither is misspelt or forgotten. */
export function checkOverlay(
  files: readonly string[],
  own: readonly UnitShelf[],
  planned: readonly PlannedUnit[],
  allIds: readonly string[],
  report: Report,
): void {
  const at = (file: string) => ({ file: `overlay/${file}`, line: 1, rule: 'overlay' })
  for (const file of files) {
    const [folder = ''] = file.split('/')
    if (file === 'exercise-ids.json' || file === 'covers.json') continue
    if (!file.includes('/') || !FOLDERS.includes(folder))
      report({ ...at(file), found: `an overlay has no ${folder}`, fix: knownAre(folder, FOLDERS).trim() })
    else if (folder === 'styles' && !file.endsWith('.css'))
      report({
        ...at(file),
        found: 'is no style sheet',
        fix: 'overlay/styles holds .css; other files go to overlay/public',
      })
  }
  const chosen = new Map(
    planned.flatMap(({ lessons }) => lessons.map((lesson) => [lesson.id, lesson] as const)),
  )
  for (const unit of own) {
    for (const lesson of unit.lessons) {
      const folder = `lessons/${lesson.folder}`
      const first = `${folder}/${lesson.files[0] ?? ''}`
      const upstream = chosen.get(lesson.id)?.upstream
      if (!chosen.has(lesson.id)) {
        const others = [...new Set([...chosen.keys(), ...allIds])].filter((id) => id !== lesson.id)
        const near = nearest(lesson.id, others)
        const name = lesson.id.slice(unit.id.length + 1)
        report({
          ...at(first),
          found: `${lesson.id} is no lesson that course.config.ts chooses, so this shadows nothing`,
          fix: lesson.files.includes('index.mdx')
            ? `${near === undefined ? '' : `Did you mean "${near}"? `}A new lesson stands there by its name: '${name}' among the lessons of '${unit.id}'`
            : knownAre(lesson.id, others).trim(),
        })
      } else if (!upstream && !lesson.files.includes('index.mdx')) {
        report({
          ...at(first),
          found: `the new lesson ${lesson.id} has no index.mdx`,
          fix: 'write it: npm run new -- lesson shows one',
        })
      }
      for (const name of lesson.files) {
        if (
          LESSON_FILES.includes(name) ||
          TRANSLATION.test(name) ||
          (upstream?.files.includes(name) ?? false)
        )
          continue
        const near = nearest(name, [...LESSON_FILES, ...(upstream?.files ?? [])])
        if (near !== undefined)
          report({
            ...at(`${folder}/${name}`),
            found: `${name} adds nothing to a lesson and shadows nothing`,
            fix: `did you mean ${near}?`,
          })
      }
    }
  }
}
