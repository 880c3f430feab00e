/**
 * The elementary functions of the checker, the engine's own: the same bits in every browser, so that an answer typed
 * as `exp(-2)` is graded alike everywhere. `sqrt`, `abs`, `floor` and `ceil` are exact in IEEE 754 and need no own version.
 */
export { exp } from '../engine/elementary/exponential.ts'
export { sigmoid, tanh } from '../engine/elementary/hyperbolic.ts'
export { log } from '../engine/elementary/logarithm.ts'
export { pow } from '../engine/elementary/power.ts'
export { cos, sin } from '../engine/elementary/trigonometric.ts'
