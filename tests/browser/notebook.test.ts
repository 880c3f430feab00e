import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Download } from 'playwright-core'
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest'
import { writeLink } from '../../src/notebook/exchange/link.ts'
import { publishCells } from '../../src/notebook/node/publish.ts'
import { nodeSessions } from '../../src/notebook/node/session.ts'
import { notebookText } from '../../src/strings/notebook.en.ts'
import { MODULES } from '../notebook/run.ts'
import { cellOn, outputOf, run, rested, statusOf, write } from './helpers/cells.ts'
import { close, connect, disconnect, LESSON, open, type Opened, type OpenOptions } from './helpers/page.ts'

let opened: Opened
afterEach(async () => {
  expect(opened.problems).toEqual([])
  expect(opened.foreign).toEqual([])
  await close(opened)
})
afterAll(disconnect)

async function lesson(fragment = '', options: OpenOptions = {}) {
  opened = await open(LESSON + fragment, options)
  const { page } = opened
  return { page, neuron: cellOn(page, 'neuron'), nudge: cellOn(page, 'nudge') }
}
const file = 'lessons/01-neurons/01-artificial-neuron/index.mdx'

describe('a cell', () => {
  test('shows, untouched, what the build computed; running all gives the same to the last bit', async () => {
    const host = { open: await nodeSessions(), modules: MODULES, issueText: notebookText.issue }
    const published = await publishCells(readFileSync(file, 'utf8'), file, host)
    const { cells } = (await (
      await fetch(`${inject('site')}cells/${LESSON.replace(/\/$/, '')}.json`)
    ).json()) as { cells: { output: unknown }[] }
    expect(cells.map(({ output }) => output)).toEqual(
      JSON.parse(JSON.stringify(published.map(({ output }) => output))),
    )
    const { page, neuron, nudge } = await lesson()
    const before = [await outputOf(neuron), await outputOf(nudge)]
    const figure = await nudge.locator('.cell-figure path').first().getAttribute('d')
    await run(nudge)
    await neuron.getByRole('button', { name: 'More' }).click()
    await neuron.getByRole('button', { name: 'Run all' }).click()
    await page.waitForTimeout(100)
    await rested(nudge)
    expect([await outputOf(neuron), await outputOf(nudge)]).toEqual(before)
    // Axes may sit half a pixel apart; the curve is the curve.
    expect((await nudge.locator('.cell-figure path').first().getAttribute('d'))!.length).toBe(figure!.length)
  })

  test('an edit marks what depends on it; running it brings all up to date', async () => {
    const { neuron, nudge } = await lesson()
    await run(nudge)
    await write(neuron, (await code(neuron)).replace('0.55', '0'))
    expect([await statusOf(neuron), await statusOf(nudge)]).toEqual([
      'Out of date: run again · your version',
      'Out of date: run again',
    ])
    await run(neuron)
    expect(await outputOf(nudge)).toContain('0.12')
    expect(await outputOf(neuron)).toContain('w₁x₁ 0')
    expect(await statusOf(nudge)).toMatch(/^Done/)
  })

  test('an error names the line; an unknown name what may have been meant; a duplicate both cells', async () => {
    const { neuron, nudge } = await lesson()
    await write(neuron, 'interface A {\n  x: number\n}\nthrow new Error("here")')
    await run(neuron)
    expect(await outputOf(neuron)).toBe('Error: here (line 4)')
    await write(neuron, "import { sigmoid } from 'chainrule'\nsigmod(1)")
    expect(await neuron.locator('.cell-issues').innerText()).toContain(
      'Nothing defines sigmod. Did you mean sigmoid?',
    )
    await write(neuron, 'const slope = 1')
    expect(await nudge.locator('.cell-issues').innerText()).toContain(
      'slope is defined by the cells “neuron” and “nudge”',
    )
  })

  test('streams live values, with progress', async () => {
    const { neuron, page } = await lesson()
    await write(
      neuron,
      'async function* train() {\n  for (let i = 1; i <= 20; i++) {\n    progress(i, 20, "steps")\n    await new Promise((d) => setTimeout(d, 40))\n    yield i\n  }\n}\ntrain()',
    )
    await neuron.locator('[data-do="run"]').click()
    await page.locator('.cell-status', { hasText: 'steps:' }).waitFor()
    await rested(neuron)
    expect(await outputOf(neuron)).toBe('20')
  })

  test('shows tensors with shape and numbers, larger ones as a map, models and nested values', async () => {
    const { neuron } = await lesson()
    await write(
      neuron,
      "import { Linear, arange, tensor } from 'chainrule'\ndisplay(tensor([[1, -2], [3, 4]]))\ndisplay(arange(-200, 200).reshape([20, 20]))\ndisplay(new Linear(3, 2))\ndisplay(tex`x^2`)\nconst nested = { deep: { list: Array.from({ length: 300 }, (_, i) => i) } }\nnested",
    )
    await run(neuron)
    const output = neuron.locator('.cell-output')
    expect(await output.getByText('Tensor (2, 2) float64').first().isVisible()).toBe(true)
    expect(await output.locator('.tensor-numbers td').allInnerTexts()).toEqual(['1', '−2', '3', '4'])
    expect(await output.locator('svg.heat-map').getAttribute('aria-label')).toBe(
      'Tensor (20, 20) float64, from −200 to 199',
    )
    expect(await output.locator('.model').innerText()).toContain('8 parameters')
    await output.locator('.katex').waitFor()
    await output.locator('summary').first().click()
    expect(await output.locator('.value-tree').first().innerText()).toContain('list')
  })
})

/** A download as a file of this machine, wherever the browser is. */
async function saved(download: Download): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'cells-')), download.suggestedFilename())
  await download.saveAs(path)
  return path
}

const code = (cell: ReturnType<typeof cellOn>) => cell.locator('.cell-code').innerText()

describe('the editor', () => {
  test('completes names of the engine and methods with their documentation, and shows signatures', async () => {
    const { neuron, page } = await lesson()
    await write(neuron, "import { tensor } from 'chainrule'\n")
    await page.keyboard.type('const t = softm')
    await page.locator('.cm-tooltip-autocomplete').getByText('softmax', { exact: true }).waitFor()
    expect(await page.locator('.cm-completionInfo').innerText()).toContain('softmax(')
    await page.keyboard.press('Escape')
    await write(neuron, 'const t = tensor(')
    await page.locator('.cell-signature').waitFor()
    expect(await page.locator('.cell-signature strong').innerText()).toBe('data')
  })

  test('works by keyboard alone: Enter opens it, Shift+Enter runs, Esc and Tab leave it', async () => {
    const { neuron, page } = await lesson()
    await neuron.locator('pre').focus()
    await page.keyboard.press('Enter')
    await neuron.locator('.cm-content').waitFor()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.insertText('\nconsole.log("by keyboard")')
    await page.keyboard.press('Shift+Enter')
    await neuron.locator('.cell-output').getByText('by keyboard').waitFor()
    await page.keyboard.press('Tab')
    expect(
      await neuron.locator('.cm-content').evaluate((e) => e.contains(e.ownerDocument.activeElement)),
    ).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(
      await neuron.locator('.cm-content').evaluate((e) => e.contains(e.ownerDocument.activeElement)),
    ).toBe(false)
  })
})

describe('the reader’s version', () => {
  test('is there after a reload, not run; reset can be undone', async () => {
    const { page, neuron } = await lesson()
    await write(neuron, 'const mine = 1\nconsole.log("ran")')
    await page.waitForTimeout(300)
    await page.reload()
    await neuron.getByText('const mine = 1').waitFor()
    expect(await statusOf(neuron)).toContain('your version')
    expect(await outputOf(neuron)).not.toContain('ran')
    await neuron.getByRole('button', { name: 'Reset' }).click()
    await neuron.getByText('const products').waitFor()
    await neuron.getByRole('button', { name: 'Undo reset' }).click()
    await neuron.getByText('const mine = 1').waitFor()
  })

  test('travels in a link, is shown as somebody’s code, and runs only when the reader runs it', async () => {
    const fragment = await writeLink({
      neuron: 'console.log("theirs")\nconst [x, w, b, a] = [[1], [1, 1], 1, 1]',
    })
    const { page, neuron, nudge } = await lesson(`#${fragment}`)
    await page.locator('.cell-link-note').waitFor()
    expect(await page.locator('.cell-link-note').innerText()).toContain('somebody’s code into one cell')
    expect(await statusOf(neuron)).toContain('from a link')
    await nudge.locator('[data-do="run"]').click()
    await nudge.getByText('Needs “neuron”, whose code came with the link').waitFor()
    expect(await outputOf(neuron)).not.toContain('theirs')
    await run(neuron)
    expect(await outputOf(neuron)).toContain('theirs')
    await page.getByRole('button', { name: 'Show the lesson’s own' }).click()
    await neuron.getByText('const products').waitFor()
    expect(page.url()).not.toContain('#cells')
  })

  test.each([
    ['#cells=broken', 'cannot be read'],
    [`#cells=${'A'.repeat(70_000)}`, 'too long to be read'],
  ])('a link that is no link gets a message', async (fragment, words) => {
    const { page } = await lesson(fragment)
    await page.locator('.cell-link-note').waitFor()
    expect(await page.locator('.cell-link-note').innerText()).toContain(words)
  })

  test('can be taken away as a notebook with prose, formulas and computed numbers, and as TypeScript', async () => {
    const { page, neuron } = await lesson()
    await write(neuron, "import { sigmoid } from 'chainrule'\nconst mine = sigmoid(0)")
    await neuron.getByRole('button', { name: 'More' }).click()
    const [ipynb] = await Promise.all([
      page.waitForEvent('download'),
      neuron.getByRole('button', { name: '.ipynb' }).click(),
    ])
    const notebook = JSON.parse(readFileSync(await saved(ipynb), 'utf8')) as {
      nbformat: number
      cells: { cell_type: string; source: string[] }[]
    }
    const all = notebook.cells.map(({ source }) => source.join('')).join('\n')
    expect([
      notebook.nbformat,
      notebook.cells.filter(({ cell_type }) => cell_type === 'code').length,
    ]).toEqual([4, 2])
    expect(all).toContain('const mine = sigmoid(0)')
    expect(all).toContain('## Weigh, add, decide')
    expect(all).toMatch(/\$\$\s*z = w_1 x_1/)
    expect(all).toContain('0.5665')
    const [ts] = await Promise.all([
      page.waitForEvent('download'),
      neuron.getByRole('button', { name: '.ts' }).click(),
    ])
    expect(readFileSync(await saved(ts), 'utf8')).toContain("import { sigmoid } from 'chainrule'")
  })
})

describe('for everybody', () => {
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  test.each(['light', 'dark'] as const)(
    'axe finds nothing in cells that have run, %s',
    async (colorScheme) => {
      const { page, neuron, nudge } = await lesson('', { colorScheme })
      await write(neuron, `${await code(neuron)}\nconsole.warn('careful')\ndisplay({ a: [1, { b: 2 }] })`)
      await run(neuron)
      await neuron.getByRole('button', { name: 'More' }).click()
      await write(nudge, 'throw new Error("shown")')
      await run(nudge)
      await page.evaluate(axe)
      const found = (await page.evaluate(
        `axe.run('.cell').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      )) as string[]
      expect(found).toEqual([])
    },
  )

  test('on a phone nothing is wider than the screen, and a cell is edited and run by touch', async () => {
    const { page, neuron } = await lesson('', {
      viewport: { width: 320, height: 640 },
      hasTouch: true,
      isMobile: true,
    })
    await neuron.locator('.cell-code').tap()
    await neuron.locator('.cm-content').waitFor()
    await page.keyboard.insertText('// touched\n')
    await neuron.locator('[data-do="run"]').tap()
    await rested(neuron)
    expect(await statusOf(neuron)).toMatch(/^Done/)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const { height } = (await neuron.locator('[data-do="run"]').boundingBox())!
    expect(height).toBeGreaterThanOrEqual(40)
  })

  test('without scripts the code and its output are there to be read', async () => {
    const { neuron, nudge } = await lesson('', { javaScriptEnabled: false })
    expect(await code(neuron)).toContain('const products')
    expect(await outputOf(neuron)).toContain('0.566479')
    expect(await nudge.locator('.cell-figure svg').isVisible()).toBe(true)
    expect(await neuron.locator('[data-do="run"]').isVisible()).toBe(false)
  })
})

describe('what it weighs', () => {
  /**
   * Compressed sizes of the scripts that a page's context has fetched so far, by name. It listens before the
   * page is opened: what a page that is left had asked for can no longer be read.
   */
  function watch(context: BrowserContext) {
    const sizes = new Map<string, Promise<number>>()
    context.on('response', (response) => {
      const path = new URL(response.url()).pathname
      if (/\.js$|runner\..*\.html$/.test(path))
        sizes.set(
          path,
          response.body().then((body) => gzipSync(body, { level: 9 }).length),
        )
    })
    const total = async (without: RegExp) => {
      const entries = [...sizes].filter(([path]) => !without.test(path))
      return (await Promise.all(entries.map(([, size]) => size))).reduce((a, b) => a + b, 0)
    }
    return { sizes, total }
  }

  test('untouched cells cost two kilobytes at most; editor and runner, first touched, 230 KB', async () => {
    const context = await (await connect()).newContext({ viewport: { width: 1280, height: 900 } })
    const weight = watch(context)
    const { page, neuron } = await lesson('', { context })
    // Exercises and figures around it come to life as it comes into view; they are not the cell's.
    await neuron.scrollIntoViewIfNeeded()
    await page.waitForTimeout(1000)
    const untouched = new Set(weight.sizes.keys())
    expect([...untouched].filter((path) => /live|editor|graph|cells\//.test(path))).toEqual([])
    const touch = [...untouched].filter((path) => path.includes('Cell.astro'))
    expect(touch).toHaveLength(1)
    expect(await weight.sizes.get(touch[0]!)).toBeLessThan(2048)
    const before = await weight.total(/$^/)
    await write(neuron, 'import { tensor } from "chainrule"\ntensor([1])')
    await run(neuron)
    // The engine and Plot are counted elsewhere.
    const added = (await weight.total(/cells\/engine|tidy-plot|plot-figure/)) - before
    expect(added).toBeGreaterThan(100 * 1024)
    expect(added).toBeLessThanOrEqual(230 * 1024)
  })
})
