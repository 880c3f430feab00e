// Everything that a plan may call. The planner's list of signatures is `Kernels` in backend.ts.
export * from './depthwise.as'
export * from './elementwise.as'
export { crossEntropy, elementLoss } from './loss.as'
export { convolve, convolveWeights, multiply } from './multiply.as'
export * from './norm.as'
export * from './optimizer.as'
export * from './pool.as'
export * from './random.as'
export * from './recurrent.as'

/** The first byte behind the module's own data. */
export function heap(): usize {
  return __heap_base
}
