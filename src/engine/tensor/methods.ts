import { backward } from '../autodiff/backward.ts'
import { add, div, mul, neg, sub } from '../ops/elementwise/arithmetic.ts'
import { pow } from '../ops/elementwise/power.ts'
import { matmul } from '../ops/matmul/matmul.ts'
import { mean } from '../ops/reduce/mean.ts'
import { sum } from '../ops/reduce/sum.ts'
import { permute, transpose } from '../ops/shape/permute.ts'
import { reshape } from '../ops/shape/reshape.ts'
export { Tensor } from './tensor.ts'
import { methods } from './tensor.ts'

// The engine's only side effect on import: it closes the circle between tensors and their operations.
Object.assign(methods, {
  backward,
  add,
  sub,
  mul,
  div,
  neg,
  pow,
  matmul,
  sum,
  mean,
  reshape,
  transpose,
  permute,
})
