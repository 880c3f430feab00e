import type { MultiHeadAttention } from '../../layers/attention.ts'
import type { Builder, Rule } from '../builder.ts'
import { type Value, padded } from '../value.ts'
import { planProjection, project, projectBack, projectWeights, turn } from './linear.ts'

/**
 * Self-attention. Queries, keys and values of all heads come from one product, each head padded to a multiple of 4; then
 * every example attends by itself, head after head.
 */
export function attentionRule(
  b: Builder,
  layer: MultiHeadAttention,
  name: string,
  inputs: readonly Value[],
  seed: number,
): Rule {
  const [x] = inputs as readonly [Value]
  if (inputs.some((other) => other !== x)) b.refuse('attention between different sequences')
  if (x.layout === 'image' || x.shape.length !== 2 || x.order !== null)
    b.refuse('MultiHeadAttention of something that is not a sequence (T, E)')
  const { embedDim: E, nHead, dropout, outProj, isCausal } = layer
  const [T] = x.shape as [number, number]
  const size = E / nHead
  const [hs, Tp] = [padded(size), padded(T)]
  const width = nHead * hs
  x.kept = true

  const place = (feature: number): number => Math.floor(feature / size) * hs + (feature % size)
  const column = (o: number): number => Math.floor(o / E) * width + place(o % E)
  const into = planProjection(b, ['inProjWeight', layer.inProjWeight], ['inProjBias', layer.inProjBias], x, {
    pitchOut: 3 * width,
    column,
  })
  const inner = (what: string, shape: number[], needsGrad = true): Value => {
    const value = b.value(`${what} of ${name}`, shape, 'rows')
    value.needsGrad = needsGrad
    return value
  }
  const qkv = inner('queries, keys and values', [T, 3 * width])
  const heads = inner('heads', [T, width])
  const order = Int32Array.from({ length: E }, (_, feature) => place(feature))
  const out = planProjection(b, ['outProj.weight', outProj.weight], ['outProj.bias', outProj.bias], {
    pitch: width,
    order,
    needsGrad: true,
  })
  const output = b.value(name, x.shape, 'rows')
  const probs = inner('probabilities', [nHead, T, T])
  const isDropped = dropout > 0
  const mask = isDropped ? inner('mask', [nHead, T, T], false) : null
  const kept = isDropped ? inner('probabilities after dropout', [nHead, T, T]) : probs
  const turned = b.slot(`keys or values of ${name} turned`, hs * Tp)
  const scale = 1 / Math.sqrt(size)
  const keep = 1 - dropout
  const threshold = Math.max(0, Math.round(keep * 2 ** 32) - 1)
  const table = T * Tp * 4 // bytes of the probabilities of one head

  return {
    output,
    forward() {
      const [q, h, p, pd] = [qkv.dataView, heads.dataView, probs.dataView, kept.dataView]
      project(b, into, x.dataView, q)
      if (mask !== null) {
        b.command(b.forward, () => {
          if (b.state.training)
            b.k.dropoutMask(
              b.state.batch * mask.floats(),
              mask.data!.at,
              Math.imul(b.state.step + 1, 0x9e3779b1) ^ seed,
              threshold,
              keep === 0 ? 0 : 1 / keep,
            )
        })
      }
      b.command(
        b.forward,
        (e) => {
          for (let head = 0; head < nHead; head++) {
            const query = q.at + e * q.image + head * hs * 4
            const at = p.at + e * p.image + head * table
            const dropped = pd.at + e * pd.image + head * table
            b.k.transpose(T, hs, query + width * 4, q.row, turned.at, Tp * 4)
            b.k.multiply(T, Tp, 1, 1, hs, query, q.row, 4, 0, 0, turned.at, Tp * 4, 0, 0, at, Tp * 4, 0, 0)
            b.k.softmaxRows(T, T, at, Tp * 4, at, Tp * 4, scale, isCausal ? T : 0, 0)
            if (mask !== null) {
              const m = mask.dataView.at + e * p.image + head * table
              if (b.state.training) b.k.product(T, Tp, at, Tp * 4, m, Tp * 4, dropped, Tp * 4)
              else b.k.copyRows(T, Tp, at, Tp * 4, dropped, Tp * 4)
            }
            b.k.multiply(
              T,
              hs,
              1,
              1,
              T,
              dropped,
              Tp * 4,
              4,
              0,
              0,
              query + 2 * width * 4,
              q.row,
              0,
              0,
              h.at + e * h.image + head * hs * 4,
              h.row,
              0,
              0,
            )
          }
        },
        true,
      )
      project(b, out, h, output.dataView)
    },
    backward() {
      const [q, dq, h, dh] = [qkv.dataView, qkv.gradView, heads.dataView, heads.gradView]
      const [p, pd, dp] = [probs.dataView, kept.dataView, probs.gradView]
      const dy = output.gradView
      turn(b, out)
      if (x.needsGrad) turn(b, into)
      projectWeights(b, out, h, dy)
      projectBack(b, out, dy, dh, false)
      b.command(
        b.backward,
        (e) => {
          for (let head = 0; head < nHead; head++) {
            const query = q.at + e * q.image + head * hs * 4
            const grad = dq.at + e * dq.image + head * hs * 4
            const dOut = dh.at + e * dh.image + head * hs * 4
            const [at, dropped, ds] = [p.at, pd.at, dp.at].map(
              (start) => start + e * p.image + head * table,
            ) as [number, number, number]
            b.k.multiply(
              T,
              hs,
              1,
              1,
              T,
              dropped,
              4,
              Tp * 4,
              0,
              0,
              dOut,
              dh.row,
              0,
              0,
              grad + 2 * width * 4,
              dq.row,
              0,
              0,
            )
            b.k.transpose(T, hs, query + 2 * width * 4, q.row, turned.at, Tp * 4)
            b.k.multiply(T, Tp, 1, 1, hs, dOut, dh.row, 4, 0, 0, turned.at, Tp * 4, 0, 0, ds, Tp * 4, 0, 0)
            if (mask !== null) {
              const m = mask.dataView.at + e * p.image + head * table
              b.k.product(T, Tp, ds, Tp * 4, m, Tp * 4, ds, Tp * 4)
            }
            b.k.softmaxRowsGrad(T, T, at, Tp * 4, ds, Tp * 4, ds, Tp * 4, scale, 0)
            b.k.multiply(
              T,
              hs,
              1,
              1,
              T,
              ds,
              Tp * 4,
              4,
              0,
              0,
              query + width * 4,
              q.row,
              0,
              0,
              grad,
              dq.row,
              0,
              0,
            )
            b.k.multiply(
              T,
              hs,
              1,
              1,
              T,
              ds,
              4,
              Tp * 4,
              0,
              0,
              query,
              q.row,
              0,
              0,
              grad + width * 4,
              dq.row,
              0,
              0,
            )
          }
        },
        true,
      )
      projectWeights(b, into, x.dataView, dq)
      b.give(x, (dx, add) => projectBack(b, into, dq, dx, add), true)
    },
  }
}
