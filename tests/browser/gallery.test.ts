import type { Locator, Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { check, type Message, type ResolvedVariant } from '../../src/exercises/check.ts'
import { galleryEntries } from '../../src/exercises/examples.ts'
import { renderMarkdown } from '../../src/site/markdown/render.ts'
import { exerciseText } from '../../src/strings/exercises.en.ts'
import { ui } from '../../src/strings/index.ts'
import { violations } from './helpers/axe.ts'
import { plain, textOfHtml } from './helpers/exercises.ts'
import { alive, close, disconnect, open, readThrough, type OpenOptions } from './helpers/page.ts'

afterAll(disconnect)

const entries = galleryEntries()

/** The section of a kind on the gallery, ready to be answered. */
async function kindOn(page: Page, kind: string): Promise<Locator> {
  const section = await alive(page.locator(`[data-kind="${kind}"]`))
  await section.locator('.gallery-answers button:not([disabled])').first().waitFor()
  return section
}

async function withGallery<T>(use: (page: Page) => Promise<T>, options: OpenOptions = {}): Promise<T> {
  const opened = await open('gallery/', options)
  const result = await use(opened.page)
  expect(opened.problems).toEqual([])
  await close(opened)
  return result
}

async function said(page: Page, message: Message, { texts }: ResolvedVariant): Promise<string> {
  if ('text' in message) return plain(await textOfHtml(page, renderMarkdown(texts[message.text]!, 'test')))
  return message.id === 'correct' ? '' : plain(exerciseText(message))
}

describe.each(entries)('$variant.kind', ({ variant, answers }) => {
  test('every outcome: the verdict in words, what is said about this answer, and marks where they belong', async () => {
    await withGallery(async (page) => {
      const section = await kindOn(page, variant.kind)
      const status = section.locator('.exercise-status')
      expect(await status.getAttribute('role')).toBe('status')
      for (const { label, raw, report, status: expected } of answers) {
        await section.getByRole('button', { name: label, exact: true }).click()
        const outcome = check(raw, variant, report ?? undefined)
        // Without a report nothing was run here: then the page says so in its own words.
        const wasRun = report !== undefined || !['code', 'target'].includes(variant.kind)
        const sentence = wasRun ? await said(page, outcome.message, variant) : ''
        const verdict = plain(`${ui.exercise.verdict[expected]} ${sentence}`)
        await expect
          .poll(async () => plain((await status.textContent()) ?? ''), { message: label })
          .toContain(verdict)
        await section.locator(`.feedback-${expected}`).waitFor()
        const parts = (outcome.parts ?? []).filter((part) => part.status !== 'ungraded')
        const isMarked = !['free'].includes(variant.kind) && expected !== 'ungraded'
        if (isMarked) expect(await section.locator('.exercise-form .mark').count(), label).toBe(parts.length)
      }
    })
  })
})

/** Goes to the first control of a kind's form, as Tab does from the text above it. */
async function enterForm(page: Page, section: Locator): Promise<void> {
  await section.locator('.exercise-prompt').evaluate((prompt) => {
    prompt.tabIndex = -1
    prompt.focus()
    prompt.removeAttribute('tabindex')
  })
  await page.keyboard.press('Tab')
}

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

const variantOf = (kind: string) => entries.find((entry) => entry.variant.kind === kind)!.variant
const rawOf = (kind: string) => entries.find((entry) => entry.variant.kind === kind)!.answers[0]!.raw

/** The right answer, given with the keyboard alone. Focus is on the form's first control. */
const BY_KEYBOARD: Record<string, (page: Page, section: Locator) => Promise<void>> = {
  numeric: async (page) => {
    await page.keyboard.type(String(rawOf('numeric')))
    await press(page, 'Enter')
  },
  shape: async (page) => {
    await page.keyboard.type(String(rawOf('shape')))
    await press(page, 'Enter')
  },
  expression: async (page) => {
    await page.keyboard.type(String(rawOf('expression')))
    await press(page, 'Enter')
  },
  tensor: async (page) => {
    const { data } = variantOf('tensor')
    const [a, b, c, d] = (data as { values: number[] }).values.map(String)
    await page.keyboard.type(a!)
    await press(page, 'ArrowRight')
    await page.keyboard.type(b!)
    await press(page, 'ArrowDown')
    await page.keyboard.type(d!)
    await press(page, 'Home', 'ArrowLeft')
    await page.keyboard.type(c!)
    await press(page, 'Enter')
  },
  choice: async (page, section) => {
    await press(page, ' ')
    const right = section.locator('.choice', { hasText: 'moves the line' }).getByRole('radio')
    for (let i = 0; i < 4 && !(await right.isChecked()); i++) await press(page, 'ArrowDown')
    await press(page, 'Enter')
  },
  multi: async (page) => {
    const { options, right } = variantOf('multi').data as { options: string[]; right: string[] }
    for (const option of options) await press(page, ...(right.includes(option) ? [' ', 'Tab'] : ['Tab']))
    await press(page, 'Enter')
  },
  order: async (page, section) => {
    const wanted = ['loop', 'zero', 'forward', 'backward', 'step', 'end']
    const indents = [0, 1, 1, 1, 1, 0]
    for (const [i, id] of wanted.entries()) {
      await press(page, 'Home')
      while ((await section.locator('[aria-selected="true"]').getAttribute('data-key')) !== id)
        await press(page, 'ArrowDown')
      await press(page, ' ', 'ArrowUp', ...Array.from({ length: indents[i]! }, () => 'ArrowRight'), ' ')
    }
    const button = section.getByRole('button', { name: 'Check', exact: true })
    while (!(await button.evaluate((element) => element === document.activeElement))) await press(page, 'Tab')
    await press(page, 'Enter')
  },
  'predict-run': async (page, section) => {
    await press(page, 'Tab')
    const { prediction } = rawOf('predict-run') as { prediction: string }
    const [first, ...rest] = prediction.split('\n')
    await page.keyboard.type(first!)
    for (const line of rest) {
      await press(page, 'Enter')
      await page.keyboard.type(line)
    }
    await press(page, 'Tab', ' ', 'ArrowRight', 'ArrowRight')
    expect(await section.getByRole('radio', { name: 'certain' }).isChecked()).toBe(true)
    await press(page, 'Enter')
  },
  target: async (page, section) => {
    const figure = await alive(section.locator('.figure'))
    await figure.getByRole('slider', { name: 'weight w1' }).focus()
    await press(page, ...Array.from({ length: 20 }, () => 'ArrowRight'), 'Tab')
    await press(page, ...Array.from({ length: 20 }, () => 'ArrowRight'), 'Tab')
    await press(page, ...Array.from({ length: 20 }, () => 'ArrowLeft'))
    await section.getByRole('button', { name: 'Check', exact: true }).focus()
    await press(page, 'Enter')
  },
  code: async (page, section) => {
    const { code } = rawOf('code') as { code: string }
    // The code is text until the page knows that it can run it.
    await section.getByRole('textbox', { name: 'The program' }).waitFor()
    await enterForm(page, section)
    await press(page, 'Enter')
    await section.locator('.cm-content:focus').waitFor()
    await press(page, 'ControlOrMeta+a')
    await page.keyboard.insertText(code)
    // Tab alone indents.
    await press(page, 'Escape', 'Tab')
    const button = section.getByRole('button', { name: 'Check', exact: true })
    while (!(await button.evaluate((element) => element === document.activeElement))) await press(page, 'Tab')
    await press(page, 'Enter')
  },
  free: async (page) => {
    await page.keyboard.type('It has learned the examples by heart.')
    await press(page, 'Tab', 'Enter')
    // The list takes the button's place.
    await press(page, 'Shift+Tab', 'Tab', ' ', 'Tab', ' ', 'Tab', ' ', 'Enter')
  },
  derivation: async (page, section) => {
    const [first, ...rest] = rawOf('derivation') as string[]
    await page.keyboard.type(first!)
    for (const line of rest) {
      await press(page, 'Enter')
      await section.locator('.derivation-lines li').nth(1).waitFor()
      await page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === '')
      await page.keyboard.type(line)
    }
    const button = section.getByRole('button', { name: 'Check', exact: true })
    while (!(await button.evaluate((element) => element === document.activeElement))) await press(page, 'Tab')
    await press(page, 'Enter')
  },
}

describe('with the keyboard alone', () => {
  test('there is a way for every kind', () => {
    expect(Object.keys(BY_KEYBOARD).toSorted()).toEqual(entries.map(({ variant }) => variant.kind).toSorted())
  })

  test.each(Object.keys(BY_KEYBOARD))('%s is answered right', async (kind) => {
    await withGallery(async (page) => {
      const section = await kindOn(page, kind)
      await enterForm(page, section)
      await BY_KEYBOARD[kind]!(page, section)
      const verdict = section.locator('.feedback')
      await verdict.waitFor()
      expect(await verdict.textContent()).toContain(ui.exercise.verdict.correct)
    })
  })
})

/** What assistive technology is told: roles, names and states of each form. */
const TREE: Record<string, (section: Locator) => Locator[]> = {
  numeric: (section) => [section.getByRole('textbox', { name: 'Your answer' })],
  tensor: (section) => [
    section.getByRole('group', { name: 'Your answer' }),
    section.getByRole('textbox', { name: 'row 2, column 1' }),
  ],
  shape: (section) => [section.getByRole('textbox', { name: 'Your answer' })],
  choice: (section) => [
    section.getByRole('group', { name: 'Your answer' }).getByRole('radio', { name: 'Nothing.', exact: true }),
  ],
  multi: (section) => [
    section
      .getByRole('group', { name: 'Choose every one that applies' })
      .getByRole('checkbox', { name: 'the biases' }),
  ],
  order: (section) => [
    section.getByRole('listbox', { name: 'Lines to put in order' }),
    section
      .getByRole('listbox')
      .getByRole('group', { name: 'Not used' })
      .getByRole('option', { name: 'optimizer.step()' }),
    section.getByRole('group', { name: 'Move the chosen line' }).getByRole('button', { name: 'Use it' }),
  ],
  'predict-run': (section) => [
    section.getByRole('textbox', { name: 'What it prints, line by line' }),
    section.getByRole('group', { name: 'How sure are you?' }).getByRole('radio', { name: 'a guess' }),
    section.getByRole('button', { name: 'Commit and run' }),
  ],
  target: (section) => [
    section.getByRole('link', { name: 'To the figure' }),
    section.getByRole('group', { name: 'A line between ten points' }).getByRole('slider', { name: 'bias b' }),
  ],
  code: (section) => [section.getByText('positive numbers are kept')],
  free: (section) => [
    section.getByRole('textbox', { name: 'Your words' }),
    section.getByRole('button', { name: 'Compare with the list' }),
  ],
  expression: (section) => [
    section.getByRole('textbox', { name: 'Your answer' }),
    section.getByRole('group', { name: 'Symbols to insert' }).getByRole('button', { name: 'Insert a₂' }),
  ],
  derivation: (section) => [
    section.getByRole('textbox', { name: 'Line 1' }),
    section.getByRole('button', { name: 'Add a line' }),
  ],
}

test('every form has its roles and names', async () => {
  await withGallery(async (page) => {
    for (const { variant } of entries) {
      const section = await kindOn(page, variant.kind)
      for (const part of TREE[variant.kind]!(section)) {
        await expect.poll(() => part.isVisible(), { message: String(part) }).toBe(true)
      }
      await section.getByRole('heading', { level: 2 }).waitFor()
    }
  })
})

describe('ordering', () => {
  const options = (section: Locator): Promise<string[]> =>
    section.getByRole('group', { name: 'Your order' }).getByRole('option').allInnerTexts()

  test('every move is said; Escape puts a line back', async () => {
    await withGallery(async (page) => {
      const section = await kindOn(page, 'order')
      const live = section.getByRole('listbox').locator('xpath=following-sibling::*[@role="status"]')
      await section.getByRole('listbox').focus()
      await press(page, 'Home', ' ')
      const name = (await section.locator('[aria-selected="true"]').innerText()).replace('⠿', '').trim()
      expect(await live.innerText()).toBe(`${name}: picked up, not used.`)
      await press(page, 'ArrowUp')
      expect(await live.innerText()).toBe(`${name}: place 1 of 1, indented 0 levels.`)
      await press(page, 'ArrowRight')
      expect(await live.innerText()).toBe(`${name}: place 1 of 1, indented 1 level.`)
      await press(page, 'Escape')
      expect(await live.innerText()).toBe(`${name}: back, not used.`)
      expect(await options(section)).toEqual([])
    })
  })

  test('a line is dragged by its handle, sideways too', async () => {
    await withGallery(async (page) => {
      const section = await kindOn(page, 'order')
      const use = section.getByRole('button', { name: 'Use it' })
      const blocks = section.getByRole('option')
      for (let i = 0; i < 3; i++) {
        await section.getByRole('group', { name: 'Not used' }).getByRole('option').first().click()
        await use.click()
      }
      const before = await options(section)
      const from = (await blocks.nth(2).locator('.block-handle').boundingBox())!
      const to = (await blocks.nth(0).boundingBox())!
      await page.mouse.move(from.x + 10, from.y + 10)
      await page.mouse.down()
      await page.mouse.move(from.x + 10, to.y + 4, { steps: 8 })
      await page.mouse.move(from.x + 45, to.y + 4, { steps: 4 })
      await page.mouse.up()
      expect(await options(section)).toEqual([before[2], before[0], before[1]])
      expect((await blocks.nth(0).boundingBox())!.x).toBeGreaterThan(to.x + 10)
    })
  })

  test('after three different full tries it can be made easier, step by step', async () => {
    await withGallery(async (page) => {
      const section = await kindOn(page, 'order')
      const easier = section.getByRole('button', { name: 'Make it easier' })
      const use = section.getByRole('button', { name: 'Use it' })
      const unused = section.getByRole('group', { name: 'Not used' }).getByRole('option')
      while ((await unused.count()) > 0) {
        await unused.first().click()
        await use.click()
      }
      for (let i = 0; i < 3; i++) {
        expect(await easier.count()).toBe(0)
        await section.getByRole('button', { name: 'Up', exact: true }).click()
        await section.getByRole('button', { name: 'Check', exact: true }).click()
        await section.locator('.feedback').waitFor()
      }
      await easier.click()
      expect(await section.getByRole('option', { name: 'loss.forward()', exact: true }).count()).toBe(0)
      await section.getByText('Made easier, step 1 of').waitFor()
    })
  })
})

describe('on a phone', () => {
  const phone = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }

  test('nothing is wider than the screen, and what a finger should hit is large enough', async () => {
    await withGallery(async (page) => {
      await readThrough(page)
      for (const { variant, answers } of entries) {
        const section = await kindOn(page, variant.kind)
        await section.getByRole('button', { name: answers[0]!.label, exact: true }).tap()
        await section.locator('.feedback').waitFor()
      }
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
      const small = await page
        .locator('main button:visible, main .choice:visible, main textarea:visible')
        .evaluateAll((all) =>
          all
            .filter((one) => one.getBoundingClientRect().height < 39.5)
            .map((one) => one.outerHTML.slice(0, 120)),
        )
      expect(small).toEqual([])
    }, phone)
  })

  test('lines are put in order by taps', async () => {
    await withGallery(async (page) => {
      const section = await kindOn(page, 'order')
      for (const name of ['optimizer.step()', 'loss.backward()']) {
        await section.getByRole('option', { name, exact: true }).tap()
        await section.getByRole('button', { name: 'Use it' }).tap()
      }
      await section.getByRole('button', { name: 'Up', exact: true }).tap()
      const used = section.getByRole('group', { name: 'Your order' }).getByRole('option')
      expect((await used.allInnerTexts()).map((text) => text.replace('⠿', '').trim())).toEqual([
        'loss.backward()',
        'optimizer.step()',
      ])
    }, phone)
  })
})

test.each(['light', 'dark'] as const)(
  'axe finds nothing in %s, with every kind judged',
  async (colorScheme) => {
    await withGallery(
      async (page) => {
        for (const status of ['partial', 'incorrect', 'correct', 'ungraded']) {
          for (const { variant, answers } of entries) {
            const section = await kindOn(page, variant.kind)
            const label = answers.find((answer) => answer.status === status)?.label
            if (label) await section.getByRole('button', { name: label, exact: true }).click()
          }
          expect(await violations(page)).toEqual([])
        }
      },
      { colorScheme },
    )
  },
  120_000,
)
