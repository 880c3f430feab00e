import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Besides what axe looks for unasked: what is pressed is 24 pixels high and wide, or stands alone (WCAG 2.2, 2.5.8). */
const OPTIONS = { rules: { 'target-size': { enabled: true } } }

interface Violation {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}

/** What axe finds, each as a sentence. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(OPTIONS)}).then(({ violations }) => violations)`,
  )) as Violation[]
  return found.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 200)} — ${failureSummary?.replaceAll(/\s+/g, ' ')}`,
      ),
  )
}
