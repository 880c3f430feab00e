import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { code } from './author.ts'

const relu = code({
  title: 'Write ReLU',
  objectives: ['activations'],
  prompt: md`
Complete \`relu\` so that it returns $\max(0, z)$.
  `,
  starter: 'function relu(z) {\n  return ____\n}',
  program: 'function relu(z) {\n  return z > 0 ? z : 0\n}',
  tests: [
    {
      id: 'keeps-positive',
      name: 'positive numbers are kept',
      code: 'if (relu(2) !== 2) throw new Error(`relu(2) is ${relu(2)}`)',
    },
    {
      id: 'cuts-negative',
      name: 'negative numbers become 0',
      code: 'if (relu(-3) !== 0) throw new Error(`relu(-3) is ${relu(-3)}`)',
      weight: 2,
      say: 'Negative numbers come out as something else. What is the larger of a negative number and zero?',
    },
  ],
  wrong: [
    { id: 'identity', program: 'function relu(z) {\n  return z\n}', fails: 'cuts-negative' },
    { id: 'absolute', program: 'function relu(z) {\n  return Math.abs(z)\n}', fails: 'cuts-negative' },
    { id: 'zero', program: 'function relu(z) {\n  return 0\n}', fails: 'keeps-positive' },
  ],
  hints: [
    md`
\`condition ? a : b\` gives \`a\` where the condition holds.
    `,
  ],
  solution: md`
\`return z > 0 ? z : 0\`
  `,
})

const written = (body: string) => () => ({ code: `function relu(z) {\n  return ${body}\n}` })
const tested = (keeps: boolean, cuts: boolean) => () => ({
  stage: 'tests',
  results: [
    { id: 'keeps-positive', passed: keeps, ...(keeps ? {} : { detail: 'relu(2) is 0' }) },
    { id: 'cuts-negative', passed: cuts, ...(cuts ? {} : { detail: 'relu(-3) is -3' }) },
  ],
})

export const codeExample: Example<'code'> = {
  kind: 'code',
  id: 'code',
  exercise: relu,
  answers: [
    { label: 'all tests pass', raw: written('z > 0 ? z : 0'), report: tested(true, true), status: 'correct' },
    {
      label: 'one test fails',
      raw: written('z'),
      report: tested(true, false),
      status: 'partial',
      tag: 'cuts-negative',
    },
    {
      label: 'every test fails',
      raw: written('-1'),
      report: tested(false, false),
      status: 'incorrect',
      tag: 'keeps-positive',
    },
    {
      label: 'an error',
      raw: written('max(0, z)'),
      report: () => ({ stage: 'error', problem: 'max is not defined' }),
      status: 'incorrect',
      tag: 'code-error',
    },
    {
      label: 'an endless loop',
      raw: written('relu(z)'),
      report: () => ({ stage: 'timeout', ms: 2000 }),
      status: 'incorrect',
      tag: 'code-timeout',
    },
    {
      label: 'a syntax error',
      raw: written('z >'),
      report: () => ({ stage: 'syntax', line: 2, problem: 'unexpected token' }),
      status: 'ungraded',
    },
    { label: 'a blank left', raw: ({ starter }) => ({ code: starter }), status: 'ungraded' },
    { label: 'not run yet', raw: written('z'), status: 'ungraded' },
    { label: 'nothing', raw: () => ({ code: '' }), status: 'ungraded' },
  ],
}
