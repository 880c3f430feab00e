import { expect, test } from 'vitest'
import { controlsOf, hiddenControls } from '../../components/figure/controls.ts'
import { embedAddress, frameHtml, stateFromAddress } from '../../components/figure/state-link.ts'

const PAGE =
  'https://example.org/course/neurons/artificial-neuron/?training.seed=7&bench.w1=9#one-neuron-learns'

test('the address of a figure alone carries its state and hidden controls, and nothing of other figures', () => {
  const address = embedAddress(PAGE, 'bench', { w1: '0.5', hide: 'weight' }, ['bias', 'x'])
  const { search, hash, pathname } = new URL(address)
  expect(pathname).toBe('/course/neurons/artificial-neuron/')
  expect(hash).toBe('')
  expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
    embed: 'bench',
    'bench.w1': '0.5',
    'bench.hide': 'bias,x',
  })
  expect(stateFromAddress('bench', search)).toEqual({ w1: '0.5', hide: 'bias,x' })
})

test('without controls to leave out, the address names none', () => {
  expect(embedAddress(PAGE, 'bench', { hide: 'bias' }, [])).not.toContain('hide')
})

test('no state and no name ends an attribute of the frame', () => {
  const address = embedAddress(PAGE, 'bench', { f: '"><script>alert(1)</script>' }, [])
  const html = frameHtml(address, 'A "bench" <b>', 640)
  expect(html).toMatch(
    /^<iframe src="[^"<]*" title="A &quot;bench&quot; &lt;b>" width="100%" height="640" [^<]*><\/iframe>$/,
  )
  expect(html).not.toContain('<script')
  expect(html).toContain('?embed=bench&amp;bench.f=')
})

test('a figure’s controls are those about which it asks, whether they are hidden or not', () => {
  expect(controlsOf('a-figure')).toEqual([])
  const hidden = hiddenControls('a-figure', ['bias'])
  expect([hidden.has('weight'), hidden.has('bias'), hidden.size]).toEqual([false, true, 1])
  expect([...hidden]).toEqual(['bias'])
  expect(controlsOf('a-figure')).toEqual(['bias', 'weight'])
  // Another state of the same figure asks on.
  hiddenControls('a-figure', []).has('activation')
  expect(controlsOf('a-figure')).toEqual(['activation', 'bias', 'weight'])
  expect(controlsOf('another')).toEqual([])
})
