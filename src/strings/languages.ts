import { ui, type Strings } from './index.ts'
import { de } from './lesson.de.ts'
import { translated, type Translation } from './translate.ts'

interface LanguageOfCourse {
  /** As those who speak it call it. */
  name: string
  /** Which way it is written. */
  dir: 'ltr' | 'rtl'
  /** The words around lessons. Without them a page may still exist; what stands around its text is English. */
  texts?: Translation<Strings>
}

/** Every language that a lesson may be written in, by the name that its file carries: `index.de.mdx`. */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr', texts: de },
} as const satisfies Record<string, LanguageOfCourse>

export type Language = keyof typeof LANGUAGES

/** The language of the course: of the lessons that all others are translated from. */
export const FIRST: Language = ui.language

export const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name)

/** Which way the pages of a language are written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => LANGUAGES[language].dir

const known = new Map<Language, Strings>()

/** The words around lessons in a language; where one is missing there, the English one. */
export function uiIn(language: Language): Strings {
  const info: LanguageOfCourse = LANGUAGES[language]
  const texts = known.get(language) ?? (info.texts ? translated(ui, info.texts) : ui)
  known.set(language, texts)
  return texts
}

/** The language of the page at an address: `/de/neurons/…` is German. @param base the path that the course stands below */
export function languageAt(pathname: string, base = import.meta.env.BASE_URL): Language {
  const root = base.endsWith('/') ? base : `${base}/`
  const [first = ''] = pathname.startsWith(root) ? pathname.slice(root.length).split('/') : []
  return isLanguage(first) ? first : FIRST
}

/** The words around the page at an address. */
export const uiAt = (pathname: string): Strings => uiIn(languageAt(pathname))
