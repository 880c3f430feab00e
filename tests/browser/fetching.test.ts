import { afterAll, expect, test } from 'vitest'
import { answer, rightAnswer } from './helpers/exercises.ts'
import { alive, close, disconnect, LESSON, open } from './helpers/page.ts'

afterAll(disconnect)

test('an exercise whose data cannot be fetched says so, keeps its question, and can be tried again', async () => {
  const opened = await open('404.html', { expected: /ERR_FAILED|failed:/ })
  const { page } = opened
  let isDown = true
  await page
    .context()
    .route(/exercises\/.*\.json/, (route) => (isDown ? route.abort('failed') : route.continue()))
  await page.goto(new URL(LESSON, page.url()).href)
  const exercise = await alive(page.locator('#sum-of-two'))
  await exercise
    .getByText('This exercise could not be fetched. Check your connection and try again.')
    .waitFor()
  expect((await exercise.locator('.exercise-prompt').innerText()).length).toBeGreaterThan(20)
  expect(await exercise.locator('.exercise-prompt .katex').count()).toBeGreaterThan(0)
  isDown = false
  await exercise.getByRole('button', { name: 'Try again' }).click()
  await exercise.locator('button[type="submit"]:not([aria-disabled="true"])').waitFor()
  await answer(exercise, rightAnswer('sum-of-two'))
  await exercise.locator('.feedback-correct').waitFor()
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('code that is clicked before its editor could be fetched is open for typing when it comes', async () => {
  const opened = await open('404.html')
  const { page } = opened
  let letThrough = () => {}
  const held = new Promise<void>((resolve) => (letThrough = resolve))
  await page.context().route(/code-host[^/]*\.js/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(new URL(LESSON, page.url()).href)
  const exercise = await alive(page.locator('#write-a-neuron'))
  await exercise.locator('.code-place').click()
  letThrough()
  await exercise.locator('.cm-content:focus').waitFor()
  expect(opened.problems).toEqual([])
  await close(opened)
})
