import { sourceUrl } from './links.ts'
import { ui } from '../strings/index.ts'
import type { OutlineUnit } from '../course/outline.ts'

/** Where the course is published, as the build was told (`SITE`); without it nothing absolute is written. */
export const site: string | undefined = import.meta.env.SITE

/** The whole address of a path of the site. Undefined where the site does not know its own address. */
export const absolute = (path: string, at = site): string | undefined =>
  at === undefined ? undefined : new URL(path, at).href

/** What a page says about itself to search engines, as schema.org understands it. */
export type StructuredData = Readonly<Record<string, unknown>>

const CODE_LICENSE = 'https://spdx.org/licenses/MIT.html'
const PROSE_LICENSE = 'https://creativecommons.org/licenses/by/4.0/'

/** Entries that have a value: what is not known is left out, not written as null. */
const known = (data: Record<string, unknown>): StructuredData =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

const course = (home: string | undefined) =>
  known({
    '@type': 'Course',
    name: ui.site.name,
    description: ui.site.description,
    url: home,
    inLanguage: ui.language,
    isAccessibleForFree: true,
    license: PROSE_LICENSE,
    provider: known({ '@type': 'Organization', name: ui.site.name, url: home, sameAs: sourceUrl }),
  })

/** ISO 8601: `PT45M`, `PT6H30M`. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return `PT${hours ? `${hours}H` : ''}${rest || !hours ? `${rest}M` : ''}`
}

/** The course with its lessons. @param address of a lesson by its id */
export function courseData(
  units: readonly OutlineUnit[],
  home: string | undefined,
  address: (lesson: string) => string | undefined,
): StructuredData {
  const lessons = units.flatMap((unit) => unit.lessons).filter(({ data }) => data)
  const minutes = lessons.reduce((sum, { data }) => sum + data!.minutes, 0)
  return {
    '@context': 'https://schema.org',
    ...course(home),
    softwareLicense: CODE_LICENSE,
    hasCourseInstance: {
      '@type': 'CourseInstance',
      courseMode: 'online',
      courseWorkload: duration(minutes),
    },
    hasPart: lessons.map(({ id, title, data }) =>
      known({ '@type': 'LearningResource', name: title, description: data!.summary, url: address(id) }),
    ),
  }
}

export interface DescribedLesson {
  title: string
  summary: string
  minutes: number
  objectives: Readonly<Record<string, string>>
}

export const lessonData = (
  { title, summary, minutes, objectives }: DescribedLesson,
  url: string | undefined,
  home: string | undefined,
  language: string = ui.language,
): StructuredData => ({
  '@context': 'https://schema.org',
  ...known({
    '@type': 'LearningResource',
    name: title,
    description: summary,
    url,
    inLanguage: language,
    isAccessibleForFree: true,
    learningResourceType: 'lesson',
    timeRequired: duration(minutes),
    teaches: Object.values(objectives),
    license: PROSE_LICENSE,
    isPartOf: course(home),
  }),
})

/** JSON for a script element: `</script>` and `<!--` in a text must not end it. */
export const jsonForScript = (data: StructuredData): string => JSON.stringify(data).replaceAll('<', '\\u003c')
