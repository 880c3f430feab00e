import { printText } from '../../strings/print.en.ts'
import { sheetName, sheetOf } from './sheet.ts'

/** A lesson of the page's list of contents. */
interface Listed {
  id: string
  unit: string
  title: string
  source: string
}

const controls = document.querySelector<HTMLFormElement>('.print-controls')!
const place = document.querySelector<HTMLElement>('.sheets')!
const status = controls.querySelector<HTMLElement>('.print-status')!
const part = controls.querySelector<HTMLSelectElement>('select')!
const wantsSolutions = controls.querySelector<HTMLInputElement>('input[type="checkbox"]')!
const printButton = controls.querySelector<HTMLButtonElement>('.print-now')!

const listed: readonly Listed[] = [...document.querySelectorAll<HTMLElement>('[data-sheet]')].map((item) => {
  const link = item.querySelector('a')!
  return {
    id: item.dataset['sheet']!,
    unit: item.dataset['unit']!,
    title: link.textContent!,
    source: link.href,
  }
})

/** Counts what was asked for: a later wish overtakes an earlier one. */
let asked = 0

/** Fetches the lessons one after the other, from the pages that readers have, so that no second copy is kept anywhere. */
async function putTogether(): Promise<void> {
  const mine = ++asked
  const lessons = listed.filter(({ unit }) => part.value === '' || unit === part.value)
  const beside = new Map(lessons.map(({ id, source }) => [source, id]))
  const hasSolutions = wantsSolutions.checked
  clear()
  const sheets: HTMLElement[] = []
  for (const [done, { id, title, source }] of lessons.entries()) {
    status.textContent = printText.preparing(done, lessons.length)
    try {
      const page = await pageAt(source)
      await addStyles(page, source)
      sheets.push(sheetOf(page, { id, source, hasSolutions, solution: printText.solution, beside }))
    } catch {
      if (mine === asked) status.textContent = printText.failed(title)
      return
    }
    if (mine !== asked) return
  }
  place.replaceChildren(...sheets.map((sheet) => document.adoptNode(sheet)))
  showContents(lessons)
  await document.fonts.ready
  if (mine !== asked) return
  status.textContent = printText.ready(lessons.length)
  printButton.hidden = false
}

function clear(): void {
  place.replaceChildren()
  printButton.hidden = true
  showContents([])
}

/** The contents on paper are those of what is printed; on the screen they lead to the lessons, or to their sheets. */
function showContents(printed: readonly Listed[]): void {
  const ids = new Set(printed.map(({ id }) => id))
  for (const item of document.querySelectorAll<HTMLElement>('[data-sheet]')) {
    const { id, source } = listed.find((lesson) => lesson.id === item.dataset['sheet'])!
    item.classList.toggle('not-printed', ids.size > 0 && !ids.has(id))
    item.querySelector('a')!.href = ids.has(id) ? `#${sheetName(id)}` : source
  }
  for (const unit of document.querySelectorAll('.print-unit'))
    unit.classList.toggle('not-printed', !unit.querySelector('[data-sheet]:not(.not-printed)'))
}

async function pageAt(address: string): Promise<Document> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}

/** A figure brings its rules with its lesson: those that this page does not have yet. */
async function addStyles(page: Document, source: string): Promise<void> {
  const here = new Set(
    [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => href),
  )
  const missing = [...page.querySelectorAll('link[rel="stylesheet"]')]
    .map((link) => new URL(link.getAttribute('href')!, source).href)
    .filter((address) => !here.has(address))
  await Promise.all(
    missing.map(
      (address) =>
        new Promise<void>((resolve, reject) => {
          const link = document.createElement('link')
          link.rel = 'stylesheet'
          link.href = address
          link.addEventListener('load', () => resolve())
          link.addEventListener('error', () => {
            link.remove()
            reject(new Error(address))
          })
          document.head.append(link)
        }),
    ),
  )
}

wantsSolutions.checked = new URLSearchParams(location.search).get('print') === 'solutions'
controls.addEventListener('submit', (event) => {
  event.preventDefault()
  void putTogether()
})
// What was put together is not what is wished for now.
controls.addEventListener('change', () => {
  asked++
  clear()
  status.textContent = ''
})
printButton.addEventListener('click', () => print())
