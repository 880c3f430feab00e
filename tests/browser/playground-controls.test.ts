import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { trainedPlayground } from '../../components/playground/at-build.ts'
import { DEFAULTS, HIDEABLE } from '../../components/playground/model.ts'
import {
  alive,
  close,
  disconnect,
  expectGone,
  expectSeen,
  expectSoon,
  open,
  textOf,
  type OpenOptions,
  type Opened,
} from './helpers/page.ts'

let opened: Opened
let page: Page
let figure: Locator

async function show(path = 'playground/', options: OpenOptions = {}): Promise<void> {
  opened = await open(path, options)
  page = opened.page
  figure = await alive(page.locator('#play'))
}
afterEach(async () => {
  expect(opened.problems).toEqual([])
  await close(opened)
})
afterAll(disconnect)

const search = (): Promise<string> => page.evaluate('location.search')
const fact = async (name: string): Promise<string> =>
  textOf(figure.locator('.play-facts > div', { has: page.getByText(name, { exact: true }) }).locator('dd'))
const epoch = async (): Promise<number> => Number(await fact('epoch'))
const button = (name: string) => figure.getByRole('button', { name, exact: true })
const notice = (): Promise<string> => textOf(figure.locator('.play-notice'))

/** A hand: how it presses something, chooses from a list, moves a slider. */
interface Hand {
  press: (target: Locator) => Promise<void>
  choose: (list: Locator, option: string) => Promise<void>
  slide: (slider: Locator, value: string) => Promise<void>
  options?: OpenOptions
}
/** A slider's place on the screen for a value. */
async function placeOf(slider: Locator, value: string): Promise<[number, number]> {
  await slider.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await slider.boundingBox())!
  const [min, max] = await slider.evaluate((input) => [
    Number((input as HTMLInputElement).min),
    Number((input as HTMLInputElement).max),
  ])
  const thumb = 8
  return [x + thumb + ((Number(value) - min!) / (max! - min!)) * (width - 2 * thumb), y + height / 2]
}
const HANDS: Readonly<Record<string, Hand>> = {
  mouse: {
    press: (target) => target.click(),
    choose: async (list, option) => void (await list.selectOption(option)),
    slide: async (slider, value) => page.mouse.click(...(await placeOf(slider, value))),
  },
  touch: {
    press: (target) => target.tap(),
    // The list itself is the system's: what the finger does is open it.
    choose: async (list, option) => {
      await list.tap()
      await list.selectOption(option)
    },
    slide: async (slider, value) => page.touchscreen.tap(...(await placeOf(slider, value))),
    options: { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true },
  },
  keyboard: {
    press: async (target) => {
      await target.focus()
      await page.keyboard.press(
        (await target.evaluate((one) => one.nodeName)) === 'INPUT' ? 'Space' : 'Enter',
      )
    },
    choose: async (list, option) => {
      await list.focus()
      const [at, wanted] = await list.evaluate((one, value) => {
        const options = [...(one as HTMLSelectElement).options].map((each) => each.value)
        return [(one as HTMLSelectElement).selectedIndex, options.indexOf(value)]
      }, option)
      const key = wanted! > at! ? 'ArrowDown' : 'ArrowUp'
      for (let i = 0; i < Math.abs(wanted! - at!); i++) await page.keyboard.press(key)
    },
    slide: async (slider, value) => {
      await slider.focus()
      for (let i = 0; i < 20 && (await slider.inputValue()) !== value; i++)
        await page.keyboard.press(
          Number(await slider.inputValue()) < Number(value) ? 'ArrowRight' : 'ArrowLeft',
        )
    },
  },
}

const LISTS: readonly (readonly [name: string, option: string, link: string])[] = [
  ['Data', 'gauss', 'data=gauss'],
  ['Batch', '30', 'batch=30'],
  ['Learning rate', '0.1', 'rate=0.1'],
  ['Loss', 'softmax', 'loss=softmax'],
  ['Optimizer', 'adam', 'optimizer=adam'],
  ['Regularization', 'l2', 'penalty=l2'],
  ['λ', '0.01', 'lambda=0.01'],
  ['Activation of layer 1', 'relu', 'net=4-relu'],
]
const FOLDED: typeof LISTS = [
  ['Schedule', 'cosine', 'schedule=cosine'],
  ['First weights', 'he', 'init=he'],
  ['Dropout', '0.2', 'dropout=0.2'],
  ['Early stop', '50', 'patience=50'],
]

const CONTROLS =
  ':is(button, select, input, textarea, summary, a[href], [role=button], [role=slider]):not([type=hidden])'
/** What a control is called, numbers aside: every neuron has the same buttons, every weight the same field. */
const nameOf = async (target: Locator): Promise<string> => family(await target.evaluate(nameInPage))
const nameInPage = (one: Element): string => {
  const label = (one as HTMLInputElement).labels?.[0] ?? one
  const words = label.firstElementChild?.matches('span') ? label.firstElementChild : label
  return one.getAttribute('aria-label') ?? words.textContent!.replaceAll(/\s+/g, ' ').trim()
}
const family = (name: string): string =>
  name
    .replace(/\d+/g, 'n')
    .replace(/^(Look into|input) .*/, '$1')
    .replace(/^(?:weight from .*|bias .*)/, 'weight or bias')

/** The same hand, and what it has driven. */
function recorded(hand: Hand, driven: Set<string>): Hand {
  const noted =
    <Rest extends unknown[]>(act: (target: Locator, ...rest: Rest) => Promise<void>) =>
    async (target: Locator, ...rest: Rest) => {
      driven.add(await nameOf(target))
      await act(target, ...rest)
    }
  return { ...hand, press: noted(hand.press), choose: noted(hand.choose), slide: noted(hand.slide) }
}

describe.each(Object.entries(HANDS))('by %s', (_, bare) => {
  const driven = new Set<string>()
  const hand = recorded(bare, driven)
  test('every list and slider, and every switch', async () => {
    await show('playground/', hand.options)
    const choose = async ([name, option, link]: (typeof LISTS)[number]) => {
      await hand.choose(figure.getByRole('combobox', { name, exact: true }), option)
      await expectSoon(search).toContain(`play.${link}`)
    }
    for (const one of LISTS) await choose(one)
    await hand.press(figure.getByText('More settings'))
    for (const one of FOLDED) await choose(one)
    for (const [name, link] of [
      ['Batch normalization', 'norm=yes'],
      ['Show test examples', 'test=yes'],
      ['Two colors only', 'discretize=yes'],
    ] as const) {
      await hand.press(figure.getByRole('checkbox', { name }))
      await expectSoon(search).toContain(`play.${link}`)
    }
    await hand.slide(figure.getByRole('slider', { name: 'Noise' }), '25')
    await expectSoon(search).toContain('play.noise=25')
    await hand.slide(figure.getByRole('slider', { name: 'Train on' }), '70')
    await expectSoon(search).toContain('play.train=70')
    await hand.press(figure.getByRole('checkbox', { name: 'Slopes on the links' }))
    expect(await figure.getByRole('checkbox', { name: 'Slopes on the links' }).isChecked()).toBe(true)
  })

  test('every button, the network, a weight, the folded tools', async () => {
    await show('playground/', hand.options)
    for (const [name, count] of [
      ['One epoch', 1],
      ['One epoch', 2],
      ['Reset', 0],
    ] as const) {
      await hand.press(button(name))
      await expectSoon(epoch).toBe(count)
    }
    await hand.press(button('One example'))
    await expectSoon(() => fact('updates')).toBe('1')
    await hand.press(button('One batch'))
    await expectSoon(() => fact('updates')).toBe('2')
    await hand.press(button('Train'))
    await hand.press(button('Pause'))
    await hand.press(button('New seed'))
    await expectSoon(search).toContain('play.seed=2')
    await hand.press(figure.getByRole('button', { name: 'input x₁x₂' }))
    await expectSoon(search).toContain('x1x2')
    await hand.press(button('Add a layer'))
    await hand.press(button('One neuron fewer in layer 1'))
    await expectSoon(() => textOf(figure.locator('.play-units').first())).toBe('3 neurons')
    await hand.press(button('One neuron more in layer 1'))
    await expectSoon(() => textOf(figure.locator('.play-units').first())).toBe('4 neurons')
    await hand.press(button('Remove the last layer'))
    await expectSoon(() => figure.locator('.play-layer').count()).toBe(2)
    await hand.press(button('Look into neuron 1 of layer 2'))
    const weight = figure.getByRole('textbox', { name: 'bias b' })
    await hand.press(weight)
    await weight.fill('1.5')
    await weight.press('Enter')
    await expectSoon(() => weight.inputValue()).toBe('1.500')
    await hand.press(button('Close'))
    await expectGone(weight)
    for (const name of [
      'Compare two runs',
      'Sweep one setting',
      'Save and load',
      'What everything here means',
    ]) {
      const summary = figure.locator('summary', { hasText: name })
      await hand.press(summary)
      await expectSoon(() => summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open)).toBe(
        true,
      )
    }
    await hand.choose(figure.getByRole('combobox', { name: 'The second run differs in' }), 'optimizer')
    await expectSoon(search).toContain('play.compare=optimizer')
    await hand.press(button('Table'))
    await expectSeen(figure.locator('.frame-table'))
  })

  test(
    'speed, the curves, the sweep, the layer that bends, files and code',
    { timeout: 120_000 },
    async () => {
      await show('playground/', hand.options)
      const unfold = async (name: string) => {
        const summary = figure.locator('summary', { hasText: name })
        await hand.press(summary)
        await expectSoon(() =>
          summary.evaluate((one) => (one.parentElement as HTMLDetailsElement).open),
        ).toBe(true)
      }
      const choose = async (name: string, option: string) => {
        const list = figure.getByRole('combobox', { name, exact: true })
        await hand.choose(list, option)
        await expectSoon(() => list.inputValue()).toBe(option)
      }
      await choose('Speed', 'slow')
      for (const count of [1, 2]) {
        await hand.press(button('One epoch'))
        await expectSoon(epoch).toBe(count)
      }
      const curve = figure.getByRole('slider', { name: 'Epoch on the loss curves' })
      await expectSoon(() => curve.isEnabled()).toBe(true)
      await hand.slide(curve, '0')
      await expectSoon(() => curve.inputValue()).toBe('0')
      await unfold('Confusion matrices')
      await unfold('Sweep one setting')
      await choose('Setting', 'optimizer')
      for (const epochs of ['300', '10']) await choose('Epochs', epochs)
      await hand.press(button('Train them all'))
      await expectSoon(() => figure.locator('.play-sweep li').count()).toBeGreaterThan(3)
      await unfold('The plane as a hidden layer bends it')
      const [across, up] = ['Across', 'Up'].map((name) => figure.getByRole('combobox', { name, exact: true }))
      const [first, second] = [await across!.inputValue(), await up!.inputValue()]
      await choose('Up', first)
      await choose('Across', second)
      await choose('Layer', '0')
      await unfold('Take it away as code')
      for (const language of ['PyTorch', 'Keras', 'TypeScript']) {
        await hand.press(button(language))
        await expectSoon(() => figure.locator('.play-code').getAttribute('aria-label')).toBe(language)
      }
      await unfold('Save and load')
      for (const name of ['Save to a file', 'SVG', 'PNG'])
        await Promise.all([page.waitForEvent('download'), hand.press(button(name))])
      const file = page.locator('#play input[type=file][accept*=json]')
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        hand.press(
          bare === HANDS['keyboard']
            ? file
            : figure.locator('label', { has: page.locator('input[type=file][accept*=json]') }),
        ),
      ])
      await chooser.setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
      await expectSeen(figure.getByText('This file was not saved by the playground'))
      await hand.press(button('Link'))
      await expectSoon(() => figure.locator('.frame-said').textContent()).not.toBe('')
      await hand.press(button('Embed'))
      await expectSeen(figure.locator('.embed-form'))
      await hand.press(button('Embed'))
      await expectGone(figure.locator('.embed-form'))
      await hand.press(button('Predict first'))
      await expectSeen(figure.locator('.predict-form'))
      await hand.press(button('Code'))
      await page.waitForURL(/playground\/code\//)
    },
  )

  test(
    'nothing on the screen was left out, and every target is large enough',
    { timeout: 120_000 },
    async () => {
      await show('playground/', hand.options)
      for (const summary of await figure.locator('summary').all()) await summary.click()
      await button('Look into neuron 1 of layer 1').click()
      await expectSeen(figure.getByRole('textbox', { name: 'bias b' }))
      const controls = await figure.locator(CONTROLS).filter({ visible: true }).all()
      expect(controls.length).toBeGreaterThan(60)
      const names = await Promise.all(controls.map(nameOf))
      expect(driven.size, 'the tests above say what they drove: run them together').toBeGreaterThan(0)
      // Controls that came since: drive them by every hand in the tests above.
      expect([...new Set(names)].filter((name) => !driven.has(name))).toEqual([])
      const sizes = await Promise.all(
        controls.map((control) =>
          // Whoever misses the box of a switch by a little presses its words.
          control.evaluate((one) => {
            const boxes = [one, one.closest('label') ?? one].map((each) => each.getBoundingClientRect())
            const largest = (side: 'width' | 'height') => Math.max(...boxes.map((box) => box[side]))
            return Math.min(largest('width'), largest('height'))
          }),
        ),
      )
      expect(names.filter((_name, i) => sizes[i]! < 24)).toEqual([])
    },
  )
})

describe('predict first', () => {
  test('asks, trains as far as it said, and compares with what the engine comes to', async () => {
    await show()
    await button('One epoch').click()
    await expectSoon(epoch).toBe(1)
    await button('Predict first').click()
    await expectSoon(epoch).toBe(0)
    const question = figure.getByRole('textbox', {
      name: 'How many of the 250 test examples will be right after 100 epochs?',
    })
    await expectSeen(question)
    expect(await button('Train').isDisabled()).toBe(true)
    await question.fill('many')
    await question.press('Enter')
    await expectSeen(figure.getByText('Write a number such as'))
    await question.fill('180')
    await question.press('Enter')
    const { test: tested } = trainedPlayground(DEFAULTS, 100).shot(0, false)
    const right = Math.round(tested.score * 250)
    await expectSoon(() => textOf(figure.locator('.play-predict'))).toBe(
      `You said 180; ${right} of 250 test examples are right.`,
    )
    expect(await epoch()).toBe(100)
    expect(await button('Train').isDisabled()).toBe(false)
    await button('Reset').click()
    await expectSeen(question)
  })

  test('a teacher’s link asks at once, of values by the loss; hidden it stays', async () => {
    await show('playground/?play.data=plane&play.loss=squared&play.predict=7&play.hide=predict')
    const question = figure.getByRole('textbox', { name: 'What will the test loss be after 7 epochs?' })
    await expectSeen(question)
    expect(await button('Predict first').count()).toBe(0)
    await question.fill('0.5')
    await question.press('Enter')
    const { testLoss } = trainedPlayground({ ...DEFAULTS, data: 'plane', loss: 'squared' }, 7).shot(0, false)
    await expectSoon(() => textOf(figure.locator('.play-predict'))).toContain(
      `the test loss is ${testLoss.toFixed(4)}`,
    )
  })
})

describe('links', () => {
  test('of TensorFlow Playground are taken over; what is left aside is said', async () => {
    await show('playground/#dataset=xor&networkShape=3&tutorial=dp&collectStats=true&playButton_hide=true')
    await expectSoon(notice).toContain('left aside: tutorial, collectStats.')
    expect(await figure.getByRole('combobox', { name: 'Data' }).inputValue()).toBe('xor')
    expect(await button('Train').count()).toBe(0)
    expect(await figure.locator('.play-layer').count()).toBe(1)
  })

  test('hidden controls stay hidden through training, new data, a stop and a reload', async () => {
    const hide = HIDEABLE.filter((name) => !['play', 'reset', 'data'].includes(name)).join(',')
    await show(
      `playground/?play.hide=${hide}&play.data=hills&play.loss=squared&play.rate=1000&play.net=4-relu`,
    )
    const controls = () =>
      figure.locator('button:visible, select:visible, input:not([type="range"]):visible').allTextContents()
    await expectSoon(() => button('New seed').count()).toBe(0)
    const before = (await controls()).length
    await button('Train').click()
    await expectSoon(notice).toContain('Stopped before update')
    // Not even the way out of a learning rate that a teacher chose.
    expect(await figure.getByRole('button', { name: 'Go on with a tenth' }).count()).toBe(0)
    expect((await controls()).length).toBe(before)
    await figure.getByRole('combobox', { name: 'Data' }).selectOption('own')
    await expectSoon(notice).toContain('There are no examples yet')
    expect((await controls()).length).toBe(before)
    const plane = figure.locator('.play-examples')
    await plane.scrollIntoViewIfNeeded()
    await plane.click()
    expect(await search()).not.toContain('play.points')
    await page.reload()
    await alive(figure)
    await expectSoon(() => button('New seed').count()).toBe(0)
    expect((await controls()).length).toBe(before)
  })

  test('two other columns of a real table, and back by the link', async () => {
    await show('playground/?play.data=wine')
    const across = figure.getByRole('combobox', { name: 'Column along x₁' })
    await expectSeen(across)
    const names = await across.locator('option').allTextContents()
    expect(names.length).toBe(13)
    await across.selectOption({ label: names[12]! })
    await expectSoon(search).toContain('play.columns=12_')
    await button('One epoch').click()
    await expectSoon(epoch).toBe(1)
    const loss = await fact('training loss')
    await page.reload()
    await alive(figure)
    await expectSoon(() => figure.getByRole('combobox', { name: 'Column along x₁' }).inputValue()).toBe('12')
    await button('One epoch').click()
    await expectSoon(epoch).toBe(1)
    expect(await fact('training loss')).toBe(loss)
  })
})

test('Code opens the same run as cells: held until they are run, then the same losses', async () => {
  await show('playground/?play.data=spiral&play.seed=3&play.optimizer=adam&play.rate=0.01')
  for (let i = 1; i <= 3; i++) {
    await button('One epoch').click()
    await expectSoon(epoch).toBe(i)
  }
  const state = { ...DEFAULTS, data: 'spiral', seed: 3, optimizer: 'adam', learningRate: 0.01 } as const
  const { trainLoss, testLoss } = trainedPlayground(state, 3).shot(0, false)
  await button('Code').click()
  await page.waitForURL(/playground\/code\/#cells=/)
  await expectSeen(page.locator('.cell-link-note'))
  const training = page.locator('#cell-training')
  expect(await training.locator('.cell-output').innerText()).not.toContain(String(trainLoss))
  await training.getByRole('button', { name: 'Run', exact: true }).click()
  // What it needs comes from the link, too, and nobody has run that yet.
  await expectSoon(() => textOf(training.locator('.cell-below'))).toContain('“')
  for (const id of ['data', 'network', 'training'])
    await page.locator(`#cell-${id}`).getByRole('button', { name: 'Run', exact: true }).click()
  const rows = training.locator('table tbody tr')
  await expectSoon(() => rows.count()).toBe(4)
  const last = (await rows.last().innerText()).split(/\s+/)
  expect(last.slice(-2).map(Number)).toEqual([trainLoss, testLoss].map((loss) => expect.closeTo(loss, 5)))
})
