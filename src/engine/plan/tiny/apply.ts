import { ARGUMENT, type Context } from './context.ts'

/** After a batch: the sums become changes of the weights, or gradients. */
export function applySums(context: Context): void {
  if (context.lanes.width === 1) applySingle(context)
  else applyVectors(context)
}

function applyVectors(context: Context): void {
  const { code: c, isUpdating, sums } = context
  for (const { inputs, outputs, pitch, weight, bias, weightGrad, biasGrad } of context.layers) {
    for (let i = 0; i <= inputs; i++) {
      for (let o = 0; o < outputs; o += 4) {
        const offset = ((i < inputs ? i * pitch : 0) + o) * 4
        const at = (i < inputs ? weight : bias) + offset
        const to = isUpdating ? at : (i < inputs ? weightGrad : biasGrad) + offset
        c.integer(0)
        if (isUpdating) {
          c.integer(0)
          c.load('v128', at)
        }
        addAcross(
          context,
          [0, 1, 2, 3].map((n) => (o + n < outputs ? sums.get(at + n * 4)! : null)),
        )
        c.get(ARGUMENT.factor)
        c.op('f32x4.splat')
        c.op('f32x4.mul')
        if (isUpdating) c.op('f32x4.sub')
        c.store('v128', to)
      }
    }
  }
}

/** The sums of four vectors as one vector, by exchanging halves; null counts as zeros. */
function addAcross({ code: c, lanes }: Context, vectors: readonly (number | null)[]): void {
  const put = (local: number | null): void => (local === null ? lanes.constant(0) : c.get(local))
  const pair = (a: number | null, b: number | null): number => {
    const local = c.local('v128')
    put(a)
    put(b)
    c.shuffle([0, 4, 1, 5])
    put(a)
    put(b)
    c.shuffle([2, 6, 3, 7])
    c.op('f32x4.add')
    c.set(local)
    return local
  }
  const [low, high] = [pair(vectors[0]!, vectors[1]!), pair(vectors[2]!, vectors[3]!)]
  c.get(low)
  c.get(high)
  c.shuffle([0, 1, 4, 5])
  c.get(low)
  c.get(high)
  c.shuffle([2, 3, 6, 7])
  c.op('f32x4.add')
}

function applySingle(context: Context): void {
  const { code: c, isUpdating, sums } = context
  for (const { at, grad } of context.parameters()) {
    c.integer(0)
    if (isUpdating) {
      c.integer(0)
      c.load('f32', at)
    }
    c.get(sums.get(at)!)
    c.get(ARGUMENT.factor)
    c.op('f32.mul')
    if (isUpdating) c.op('f32.sub')
    c.store('f32', isUpdating ? at : grad)
  }
}
