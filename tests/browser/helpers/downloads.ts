import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** What a press of a button downloads: its name and its text. */
export async function downloadBy(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-download-'))
  try {
    const path = join(folder, 'file')
    await file.saveAs(path)
    return { name: file.suggestedFilename(), text: await readFile(path, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
