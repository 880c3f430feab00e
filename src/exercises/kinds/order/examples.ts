import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { order } from './author.ts'

const step = order({
  title: 'One step of training',
  objectives: ['training-loop'],
  prompt: 'Put the lines of a training loop in order. One line does not belong; printing may be left out.',
  blocks: [
    { id: 'loop', code: 'for (const [x, target] of batches) {', after: [] },
    { id: 'zero', code: 'optimizer.zeroGrad()', indent: 1, after: ['loop'] },
    { id: 'forward', code: 'const loss = mseLoss(model.forward(x), target)', indent: 1, after: ['loop'] },
    { id: 'backward', code: 'loss.backward()', indent: 1, after: ['zero', 'forward'] },
    { id: 'step', code: 'optimizer.step()', indent: 1, after: ['backward'] },
    { id: 'print', code: 'print(loss.item())', indent: 1, after: ['forward'], optional: true },
    { id: 'end', code: '}', after: ['step', 'print'] },
    {
      id: 'reversed',
      code: 'loss.forward()',
      distractor: true,
      say: 'A loss has no forward pass of its own. What computes the gradients?',
    },
  ],
  indent: true,
  hints: ['Gradients add up until they are zeroed.'],
  solution: md`
Zero the gradients, compute the loss, go backward, then step.
  `,
})

const lines: Record<string, number> = {
  loop: 0,
  zero: 1,
  forward: 1,
  backward: 1,
  step: 1,
  print: 1,
  end: 0,
  reversed: 1,
}
const place = (...ids: string[]) => ids.map((id) => ({ id, indent: lines[id]! }))

export const orderExample: Example<'order'> = {
  kind: 'order',
  id: 'order',
  exercise: step,
  answers: [
    {
      label: 'in the written order',
      raw: () => place('loop', 'zero', 'forward', 'backward', 'step', 'print', 'end'),
      status: 'correct',
    },
    {
      label: 'in another right order',
      raw: () => place('loop', 'forward', 'print', 'zero', 'backward', 'step', 'end'),
      status: 'correct',
    },
    {
      label: 'without the optional line',
      raw: () => place('loop', 'zero', 'forward', 'backward', 'step', 'end'),
      status: 'correct',
    },
    {
      label: 'a step before its gradients',
      raw: () => place('loop', 'zero', 'forward', 'step', 'backward', 'end'),
      status: 'partial',
      tag: 'order',
    },
    {
      label: 'a line that does not belong',
      raw: () => place('loop', 'zero', 'forward', 'reversed', 'backward', 'step', 'end'),
      status: 'partial',
      tag: 'reversed',
    },
    {
      label: 'a line missing at the end',
      raw: () => place('loop', 'zero', 'forward', 'backward', 'step'),
      status: 'partial',
      tag: 'blocks-missing',
    },
    {
      label: 'a wrong indentation',
      raw: () =>
        place('loop', 'zero', 'forward', 'backward', 'step', 'end').map((block) =>
          block.id === 'step' ? { ...block, indent: 0 } : block,
        ),
      status: 'partial',
      tag: 'indent',
    },
    {
      label: 'only the line that does not belong',
      raw: () => place('reversed'),
      status: 'incorrect',
      tag: 'reversed',
    },
    { label: 'no line placed', raw: () => [], status: 'ungraded' },
    { label: 'a line that is gone', raw: () => [{ id: 'removed', indent: 0 }], status: 'ungraded' },
  ],
}
