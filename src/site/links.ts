import { ui } from '../strings/index.ts'
import { href } from './base.ts'
import project from '../../package.json' with { type: 'json' }

/** The course's version, as its footer, its reports and its work records name it. */
export const version: string = project.version

/** Where the source lives: the repository that builds the site when a forge says so, else the one of package.json. */
const repository = process.env['GITHUB_REPOSITORY']
  ? `https://github.com/${process.env['GITHUB_REPOSITORY']}`
  : project.repository.url

export const sourceUrl: string = repository

export { href }

export const lessonHref = (id: string): string => href(`${id}/`)

/** A line of a source file, in the repository. */
export const blobUrl = (file: string, line: number): string => `${repository}/blob/main/${file}#L${line}`

export const editUrl = (path: string): string => `${repository}/edit/main/lessons/${path}`

/** An issue form that already says which lesson and which version; an exercise adds its id and variant. */
export function reportUrl(lesson: string, detail = ''): string {
  const query = new URLSearchParams({
    title: ui.lesson.reportTitle(lesson),
    body: ui.lesson.reportBody(lesson, version) + detail,
  })
  return `${repository}/issues/new?${query}`
}
