/** What stands in a lesson's page for reading and pressing, and has no place on a sheet. */
const LEFT_OUT = [
  'script',
  'style',
  'link',
  'template',
  'noscript',
  '.toc',
  '.neighbors',
  '.lesson-languages',
  '.lesson-links',
  '.storage-note',
  '.needs-script',
  '.tabs',
  '.cell-controls',
  '.cell-keys',
  '.exercise-status',
  '.exercise-form',
  '.frame-said',
  '[role="status"]:empty',
].join(',')

/** Attributes that name ids, one or several. */
const REFERENCES = ['for', 'headers', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns']

export interface SheetOptions {
  /** The lesson's id, `neurons/artificial-neuron`. */
  id: string
  /** The whole address of its page. */
  source: string
  /** Whether solutions and the answers of predictions are printed. */
  hasSolutions: boolean
  /** What stands above a solution. */
  solution: string
  /** The lessons that stand on the same paper: whole address → id. */
  beside: ReadonlyMap<string, string>
}

/** The name of a lesson's sheet in the page. */
export const sheetName = (id: string): string => `sheet-${id.replaceAll('/', '-')}`

/**
 * A lesson's page as a part of a larger one: nothing to press, no id that another lesson has too, links that still lead
 * where they led. Changes the document that it is given.
 *
 * @throws {Error} where the page is no lesson
 */
export function sheetOf(page: Document, options: SheetOptions): HTMLElement {
  const lesson = page.querySelector<HTMLElement>('main.lesson')
  if (!lesson) throw new Error(`${options.source} is no lesson`)
  const prefix = sheetName(options.id)
  const sheet = page.createElement('section')
  sheet.className = 'lesson sheet-lesson'
  sheet.id = prefix
  sheet.append(...lesson.childNodes)
  tellAnswers(sheet, options)
  for (const element of sheet.querySelectorAll(LEFT_OUT)) element.remove()
  for (const part of sheet.querySelectorAll('astro-island, astro-slot')) part.replaceWith(...part.childNodes)
  disarm(sheet)
  lowerHeadings(sheet)
  renameIds(sheet, `${prefix}-`)
  for (const link of sheet.querySelectorAll('a[href]')) lead(link, options)
  return sheet
}

/** On request everything is told; otherwise a solution is not in the paper at all, and a prediction stays a question. */
function tellAnswers(sheet: Element, { hasSolutions, solution }: SheetOptions): void {
  for (const details of sheet.querySelectorAll('details.deep-dive')) details.setAttribute('open', '')
  for (const details of sheet.querySelectorAll('details.predict')) {
    details.querySelector('.predict-reveal')?.remove()
    if (hasSolutions) details.setAttribute('open', '')
    else for (const answer of details.querySelectorAll(':scope > :not(summary)')) answer.remove()
  }
  for (const details of sheet.querySelectorAll('details.exercise-sheet-solution')) {
    details.querySelector('summary')?.remove()
    if (!hasSolutions) {
      details.remove()
      continue
    }
    const label = sheet.ownerDocument.createElement('p')
    label.className = 'note-label'
    label.textContent = solution
    const told = sheet.ownerDocument.createElement('div')
    told.className = 'exercise-solution'
    told.append(label, ...details.childNodes)
    details.replaceWith(told)
  }
}

/** Fields go; a button that shows something, such as a number of a matrix, stays as what it shows. */
function disarm(sheet: Element): void {
  for (const field of sheet.querySelectorAll('input, select, textarea')) field.remove()
  for (const button of sheet.querySelectorAll('button')) {
    const shown = sheet.ownerDocument.createElement('span')
    shown.className = button.className
    shown.append(...button.childNodes)
    button.replaceWith(shown)
  }
  for (const stop of sheet.querySelectorAll('[tabindex]')) stop.removeAttribute('tabindex')
  for (const live of sheet.querySelectorAll('[aria-live], [role="status"], [role="alert"]')) {
    live.removeAttribute('aria-live')
    live.removeAttribute('role')
  }
}

/** The page has a title of its own: a lesson's title is one level below, and so is everything under it. */
function lowerHeadings(sheet: Element): void {
  for (const heading of sheet.querySelectorAll('h2, h3, h4, h5'))
    heading.setAttribute('aria-level', String(Number(heading.tagName.slice(1)) + 1))
  for (const title of sheet.querySelectorAll('h1')) {
    const lower = sheet.ownerDocument.createElement('h2')
    lower.className = 'sheet-title'
    lower.append(...title.childNodes)
    title.replaceWith(lower)
  }
}

/** Every lesson may have its `bench`, and every drawing its clip path: on one page their names must differ. */
function renameIds(sheet: Element, prefix: string): void {
  const named = [...sheet.querySelectorAll('[id]')]
  const known = new Set(named.map(({ id }) => id))
  for (const element of named) element.id = prefix + element.id
  const renamed = (id: string): string => (known.has(id) ? prefix + id : id)
  for (const element of sheet.querySelectorAll('*')) {
    for (const name of REFERENCES) {
      const value = element.getAttribute(name)
      if (value !== null) element.setAttribute(name, value.split(/\s+/).map(renamed).join(' '))
    }
    for (const { name, value } of element.attributes) {
      if (/^(?:xlink:)?href$/.test(name) && value.startsWith('#'))
        element.setAttribute(name, `#${renamed(value.slice(1))}`)
      else if (value.includes('url('))
        element.setAttribute(
          name,
          value.replaceAll(
            /url\((["']?)#([^"')]+)/g,
            (_, quote: string, id: string) => `url(${quote}#${renamed(id)}`,
          ),
        )
    }
  }
}

/** Links were relative to the lesson; one to a lesson on the same paper leads to its sheet. */
function lead(link: Element, { source, beside }: SheetOptions): void {
  const written = link.getAttribute('href')!
  if (written.startsWith('#')) return
  const target = new URL(written, source)
  const anchor = target.hash.slice(1)
  const lesson = beside.get(target.origin + target.pathname)
  if (lesson === undefined) link.setAttribute('href', target.href)
  else link.setAttribute('href', `#${sheetName(lesson)}${anchor && `-${anchor}`}`)
}
