import { afterAll, describe, expect, test } from 'vitest'
import { sigmoid, linear, tensor } from '../../src/engine/index.ts'
import { alive, close, disconnect, LESSON, open } from './helpers/page.ts'

afterAll(disconnect)

const x = [0.5, -0.35]
const w = [0.55, 0.45]
const b = 0.15
const a = sigmoid(linear(tensor([x]), tensor([w]), tensor([b]))).item()
const slope = (a * (1 - a) * x[0]!).toFixed(4)

describe('a derivation', () => {
  test('arrives folded, opens line by line with the focus on the new one, and shows numbers that the engine computes', async () => {
    const opened = await open(LESSON)
    const proof = await alive(opened.page.locator('.derivation').first())
    const lines = proof.locator('.derivation-steps > li')
    expect(await lines.count()).toBe(4)
    await expect.poll(() => lines.nth(1).isVisible()).toBe(false)
    await proof.getByRole('button', { name: 'Next step' }).press('Enter')
    await expect.poll(() => lines.nth(1).isVisible()).toBe(true)
    await expect.poll(() => lines.nth(1).evaluate((line) => document.activeElement === line)).toBe(true)
    await proof.getByRole('button', { name: 'All steps' }).click()
    expect(await lines.nth(3).isVisible()).toBe(true)
    expect(await lines.last().locator('.derivation-checked').textContent()).toContain(`${slope} = ${slope}`)
    await proof.getByRole('button', { name: 'With numbers' }).click()
    await lines.last().locator('.with-numbers').waitFor()
    const shown = async () =>
      lines
        .last()
        .locator('.katex-html [data-slot]')
        .evaluateAll((slots) => slots.map((slot) => Number(slot.textContent)))
    const first = await shown()
    expect(first.map((value) => value.toFixed(4))).toEqual([a, a, x[0]!].map((value) => value.toFixed(4)))
    await proof.getByRole('button', { name: 'Other numbers' }).click()
    await expect.poll(shown).not.toEqual(first)
    const [a1, a2, x1] = await shown()
    const [left, right] = (await lines.last().locator('.derivation-checked').textContent())!
      .match(/[\d.]+/g)!
      .map(Number)
    expect(left).toBe(right)
    expect(a1! * (1 - a2!) * x1!).toBeCloseTo(left!, 3)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('fetches its numbers when they are asked for, says so where they do not come, and can be asked again', async () => {
    const opened = await open('404.html', { expected: /ERR_FAILED|failed:/ })
    const { page } = opened
    let isDown = true
    const asked: string[] = []
    await page.context().route(/derivations\/.*\.json/, (route) => {
      asked.push(route.request().url())
      return isDown ? route.abort('failed') : route.continue()
    })
    await page.goto(new URL(LESSON, page.url()).href)
    const proof = await alive(page.locator('.derivation').first())
    const numbers = proof.getByRole('button', { name: 'With numbers' })
    await numbers.waitFor()
    expect(asked).toEqual([])
    await numbers.click()
    await proof.getByText('The numbers could not be fetched. Check your connection and try again.').waitFor()
    expect(await numbers.getAttribute('aria-pressed')).toBe('false')
    expect(await proof.locator('.derivation-line').first().isVisible()).toBe(true)
    isDown = false
    await proof.getByRole('button', { name: 'Try again' }).click()
    await proof.locator('.with-numbers').first().waitFor()
    expect(await proof.getByRole('alert').count()).toBe(0)
    expect(await numbers.getAttribute('aria-pressed')).toBe('true')
    await numbers.click()
    expect(await proof.locator('.with-numbers').first().isVisible()).toBe(false)
    await numbers.click()
    await proof.locator('.with-numbers').first().waitFor()
    expect(asked.length).toBe(2)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('is whole without scripts', async () => {
    const opened = await open(LESSON, { javaScriptEnabled: false })
    const lines = opened.page.locator('.derivation').first().locator('.derivation-steps > li')
    for (const line of await lines.all()) expect(await line.isVisible()).toBe(true)
    expect(await opened.page.locator('.derivation-controls').first().isVisible()).toBe(false)
    await close(opened)
  })
})

describe('a formula linked to a figure', () => {
  test('shows the figure’s values, follows them, and lights the symbol in both places', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    const bench = await alive(page.locator('#bench'))
    const formula = await alive(page.locator('.formula-live'))
    const value = (symbol: string) => formula.locator(`button[data-symbol="${symbol}"] .formula-value`)
    await expect.poll(() => value('z').textContent()).toBe('0.2675')
    const slider = bench.getByRole('slider', { name: 'bias b' })
    await slider.focus()
    await slider.press('ArrowRight')
    await expect.poll(() => value('b').textContent()).toBe('0.2000')
    expect(await value('z').textContent()).toBe('0.3175')
    await formula.locator('button[data-symbol="b"]').focus()
    await expect.poll(() => bench.locator('[data-symbol="b"].lit').count()).toBeGreaterThan(0)
    expect(await formula.locator('.formula-said').textContent()).toContain('the bias')
    await formula.locator('button[data-symbol="x_1"]').focus()
    await expect.poll(() => bench.locator('[data-symbol="b"].lit').count()).toBe(0)
    await bench.getByRole('button', { name: 'Predict first' }).click()
    // Its place stays, its number goes.
    await expect.poll(async () => (await value('z').textContent())?.trim()).toBe('')
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})
