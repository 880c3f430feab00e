import { inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Width and height that are left for content on A4, in CSS pixels: 210 × 297 mm without the margins of print.css. */
export const SHEET = { width: 680, height: 994 } as const

/** Shows the page as it is laid out on A4: as wide as the sheet between its margins. */
export async function onPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(SHEET)
}

/**
 * What a printer would cut off, each as a sentence: what stands beyond the sheet, what is hidden behind a container's edge,
 * and what is higher than a sheet but cannot be broken in two. `within` names the part of the page to look at.
 */
export const cutOff = (page: Page, within = 'main'): Promise<string[]> =>
  page.evaluate(
    ({ root, width, height }) => {
      const found: string[] = []
      const nameOf = (element: Element): string => {
        const owner = element.closest('[id]')
        const place = owner ? `#${owner.id} ` : ''
        const own = element.getAttribute('class')?.split(/\s+/).filter(Boolean).join('.') ?? ''
        return `${place}${element.localName}${own && `.${own}`} “${element.textContent.trim().slice(0, 30)}”`
      }
      const isTold = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest('.katex-mathml, .visually-hidden, .katex svg, defs, clipPath')
      for (const element of document.querySelectorAll(`${root} *`)) {
        if (!isTold(element)) continue
        const box = element.getBoundingClientRect()
        if (box.width === 0 || box.height === 0) continue
        const { overflowX, overflowY } = getComputedStyle(element)
        const isDrawn = ['svg', 'canvas', 'img'].includes(element.localName)
        const holdsText = [...element.childNodes].some(
          ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
        )
        if ((isDrawn || holdsText) && (box.left < -1 || box.right > width + 1))
          found.push(`${nameOf(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`)
        if (!(element instanceof HTMLElement)) {
          if (isDrawn && box.height > height)
            found.push(`${nameOf(element)} is ${Math.round(box.height)} high`)
          continue
        }
        // Roots and braces of a formula are drawn far too long, and cut where they end.
        const isClipping =
          (overflowX !== 'visible' || overflowY !== 'visible') &&
          element.clientWidth > 0 &&
          !element.closest('.katex')
        if (isClipping && element.scrollWidth > element.clientWidth + 1)
          found.push(`${nameOf(element)} hides ${element.scrollWidth - element.clientWidth} at its side`)
        if (isClipping && element.scrollHeight > element.clientHeight + 3)
          found.push(`${nameOf(element)} hides ${element.scrollHeight - element.clientHeight} below`)
        if ((isClipping || isDrawn) && box.height > height)
          found.push(`${nameOf(element)} is ${Math.round(box.height)} high and cannot be broken`)
      }
      return found
    },
    { root: within, ...SHEET },
  )

/** What stands to be pressed or filled in. */
export const controlsOn = (page: Page, within = 'main'): Promise<string[]> =>
  page.evaluate(
    (root) =>
      [...document.querySelectorAll(`${root} :is(input, select, textarea, .button, .link-button)`)]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    within,
  )

export interface Paper {
  /** For each page, how much is drawn on it: bytes of its commands. */
  pages: readonly number[]
  /** Names of the fonts that are in the file, as outlines. */
  fonts: readonly string[]
}

/** Reads of a PDF what a test wants to know. Chromium writes pages, fonts and their streams as plain objects. */
export function readPdf(file: Buffer): Paper {
  const text = file.toString('latin1')
  const objects = new Map(
    [...text.matchAll(/^(\d+) 0 obj\b/gm)].map((match): [string, number] => [match[1]!, match.index]),
  )
  const pages = [...text.matchAll(/\/Type\s*\/Page\b[\s\S]*?\/Contents\s+(\d+) 0 R/g)].map((match) =>
    lengthOfStream(file, text, objects.get(match[1]!)!),
  )
  const fonts = [...text.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map((match) => match[1]!)
  return { pages, fonts: [...new Set(fonts)].toSorted() }
}

function lengthOfStream(file: Buffer, text: string, at: number): number {
  const start = /stream\r?\n/g
  start.lastIndex = at
  const begin = start.exec(text)!
  const from = begin.index + begin[0].length
  const to = text.indexOf('endstream', from)
  const isPacked = text.slice(at, begin.index).includes('/FlateDecode')
  const bytes = file.subarray(from, to)
  return isPacked ? inflateSync(bytes, { finishFlush: 2 }).length : bytes.length
}
