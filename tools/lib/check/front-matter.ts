import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter'
import type { z } from 'astro/zod'
import { CourseError, outline } from '../../../src/course/outline.ts'
import {
  lessonSchema,
  pageSchema,
  unitSchema,
  type LessonData,
  type UnitData,
} from '../../../src/course/schema.ts'
import type { Report } from '../finding.ts'
import type { CourseFiles, LessonFiles } from './course.ts'
import { lineAt, lineOfKey } from './lines.ts'

/** Checks front matter and unit files, and what only all of them together show. Returns the data of sound lessons. */
export function checkFrontMatter(course: CourseFiles, report: Report): Map<string, LessonData> {
  const lessons = new Map<string, LessonData>()
  const byPath: Record<string, LessonData> = {}
  for (const lesson of course.lessons) {
    const data = readFrontMatter(lesson, lessonSchema, report)
    if (!data) continue
    lessons.set(lesson.id, data)
    byPath[`${lesson.folder}/index.mdx`] = data
  }
  for (const page of course.pages) readFrontMatter(page, pageSchema, report)
  const units: Record<string, UnitData> = {}
  for (const unit of course.units) {
    const data = readUnit(unit, report)
    if (data) units[`${unit.folder}/unit.json`] = data
  }
  const isWhole = lessons.size === course.lessons.length && Object.keys(units).length === course.units.length
  if (isWhole) checkOutline(course, units, byPath, report)
  return lessons
}

/** The front matter of a file as a schema reads it; what is wrong is reported with its line. */
export function readFrontMatter<T>(
  { file, source }: Pick<LessonFiles, 'file' | 'source'>,
  schema: z.ZodType<T>,
  report: Report,
): T | undefined {
  if (!/^---\r?\n/.test(source)) {
    report({
      file,
      line: 1,
      rule: 'front-matter',
      found: 'no front matter',
      fix: 'begin with --- title: … ---',
    })
    return undefined
  }
  let data: unknown
  try {
    data = parseFrontmatter(source).frontmatter
  } catch (error) {
    const { message, mark } = error as Error & { mark?: { line: number } }
    // The text that is read begins with the end of the line of hyphens.
    const line = (mark?.line ?? 0) + 1
    const found = message.split('\n')[0]!.replace(/ \(\d+:\d+\)$/, '')
    report({
      file,
      line,
      rule: 'front-matter',
      found,
      fix: 'mend the YAML; quote texts that contain a colon',
    })
    return undefined
  }
  return parse(schema, data, file, source, 'front-matter', report)
}

function readUnit({ file, source }: CourseFiles['units'][number], report: Report): UnitData | undefined {
  let data: unknown
  try {
    data = JSON.parse(source)
  } catch (error) {
    const { message } = error as Error
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0)
    report({ file, line: lineAt(source, offset), rule: 'unit', found: message, fix: 'mend the JSON' })
    return undefined
  }
  return parse(unitSchema, data, file, source, 'unit', report)
}

function parse<T>(
  schema: z.ZodType<T>,
  data: unknown,
  file: string,
  source: string,
  rule: string,
  report: Report,
): T | undefined {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const keys = 'keys' in issue ? (issue.keys as string[]) : []
    report({
      file,
      line: lineOfKey(source, [...issue.path, ...keys.slice(0, 1)]),
      rule,
      ...inWords(issue),
    })
  }
  return undefined
}

/** What a schema found, and what would be right, for somebody who has read the guide and no schema. */
function inWords(issue: z.core.$ZodIssue): { found: string; fix: string } {
  const key = issue.path.join('.')
  const reference = 'the page Reference for authors lists every key'
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { found: `${key} is missing`, fix: `write it: it is a ${issue.expected}; ${reference}` }
  if (issue.code === 'too_small' && issue.origin === 'string')
    return { found: `${key} is too short`, fix: `write at least ${issue.minimum} characters` }
  return { found: `${key === '' ? '' : `${key}: `}${issue.message}`, fix: reference }
}

/** Order numbers, unique ids, prerequisites that exist and come earlier. */
function checkOutline(
  course: CourseFiles,
  units: Record<string, UnitData>,
  lessons: Record<string, LessonData>,
  report: Report,
): void {
  try {
    outline(units, lessons, course.elsewhere, course.early)
  } catch (error) {
    if (!(error instanceof CourseError)) throw error
    const [, file = 'lessons/', text = error.message] = /^(lessons\/[^:]*): (.*)$/s.exec(error.message) ?? []
    const lesson = course.lessons.find((candidate) => candidate.file === file)
    const key = /^(\w+): /.exec(text)?.[1]
    const line = lesson && key ? lineOfKey(lesson.source, [key]) : 1
    const [found = text, fix = 'mend the course’s order'] = text.split('; ')
    report({ file, line, rule: 'outline', found, fix })
  }
}
