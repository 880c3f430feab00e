import { assembled, isAssembled } from './assembled.ts'
import { course } from './course-config.ts'
import { FIRST, type Language } from '../strings/languages.ts'
import { ui } from '../strings/index.ts'
import { href } from './base.ts'
import project from '../../package.json' with { type: 'json' }

/** The course's version, as its footer, its reports and its work records name it. */
export const version: string = project.version

/** Where the course says that its source lives: the repository that builds the site when a forge says so, else its config. */
const own = process.env['GITHUB_REPOSITORY']
  ? `https://github.com/${process.env['GITHUB_REPOSITORY']}`
  : course.repository
const repository = own ?? project.repository.url

export const sourceUrl: string = repository

export { href }

/** A link of the course's config: an address of its own, or a path of the course. */
export const linkHref = (url: string): string => (/^(?:https:|mailto:)/.test(url) ? url : href(url))

/** A lesson's address, in the language of the course unless another one is named. */
export const lessonHref = (id: string, language: Language = FIRST): string =>
  href(language === FIRST ? `${id}/` : `${language}/${id}/`)

/** A line of a source file of the engine, which a course of one's own has from Chainrule. */
export const blobUrl = (file: string, line: number): string =>
  `${isAssembled ? project.repository.url : repository}/blob/main/${file}#L${line}`

/** Where a file of lessons/ is edited; a course of one's own that does not say where it lives has no such place for its files. */
export function editUrl(path: string): string | undefined {
  const origin = assembled.origins[path]
  if (origin === undefined) return `${repository}/edit/main/lessons/${path}`
  const home = origin.isOwn ? own : project.repository.url
  return home && `${home}/edit/main/${origin.path}`
}

/** An issue form that already says which lesson and which version; an exercise adds its id and variant. */
export function reportUrl(lesson: string, detail = ''): string {
  const query = new URLSearchParams({
    title: ui.lesson.reportTitle(lesson),
    body: ui.lesson.reportBody(lesson, version) + detail,
  })
  return `${repository}/issues/new?${query}`
}
