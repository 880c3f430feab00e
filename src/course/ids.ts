/**
 * `01-neurons/02-activations/index.mdx` → `neurons/activations`: a lesson's id and URL, without the order numbers. A page
 * beside the units is named by its file: `errata.mdx` → `errata`. A translation, `index.de.mdx`, is the same lesson.
 */
export function lessonIdOf(entry: string): string {
  return entry
    .replaceAll('\\', '/')
    .replace(/(?:\/index(?:\.[a-z]{2,3})?)?\.mdx$/, '')
    .split('/')
    .map(withoutNumber)
    .join('/')
}

/** `01-neurons` → `neurons`. */
export const withoutNumber = (folder: string): string => folder.replace(/^\d+-/, '')

/** `neurons/activations` → `neurons`. */
export const unitIdOf = (lessonId: string): string => lessonId.split('/')[0] ?? ''

/** `01-neurons/02-activations/teaching.mdx` → `neurons/activations`: notes have the id of the lesson beside them. */
export const notedLessonOf = (entry: string): string =>
  lessonIdOf(entry.replace(/teaching\.mdx$/, 'index.mdx'))

/** The language in a file's name: `de` of `…/index.de.mdx`; undefined where it names none. */
export const languageOfFile = (path: string): string | undefined =>
  /(?:^|\/)index\.([a-z]{2,3})\.mdx$/.exec(path)?.[1]
