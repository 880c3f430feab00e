import { exp } from './exponential.ts'

const ERF_NEAR_1 = 8.45062911510467529297e-1

/** a₀ + x·(a₁ + x·(a₂ + …)). */
function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0
  for (let i = coefficients.length - 1; i >= 0; i--) value = coefficients[i]! + x * value
  return value
}

const P_SMALL = [
  1.28379167095512558561e-1, -3.2504210724700149937e-1, -2.84817495755985104766e-2,
  -5.77027029648944159157e-3, -2.37630166566501626084e-5,
]
const Q_SMALL = [
  1, 3.97917223959155352819e-1, 6.50222499887672944485e-2, 5.08130628187576562776e-3,
  1.32494738004321644526e-4, -3.9602282787753681232e-6,
]
const P_ONE = [
  -2.36211856075265944077e-3, 4.14856118683748331666e-1, -3.72207876035701323847e-1,
  3.18346619901161753674e-1, -1.10894694282396677476e-1, 3.54783043256182359371e-2, -2.166375594868790843e-3,
]
const Q_ONE = [
  1, 1.06420880400844228286e-1, 5.40397917702171048937e-1, 7.18286544141962662868e-2,
  1.26171219808761642112e-1, 1.36370839120290507362e-2, 1.1984499846799107417e-2,
]
const R_MIDDLE = [
  -9.86494403484714822705e-3, -6.93858572707181764372e-1, -1.05586262253232909814e1,
  -6.23753324503260060396e1, -1.62396669462573470355e2, -1.84605092906711035994e2, -8.12874355063065934246e1,
  -9.81432934416914548592,
]
const S_MIDDLE = [
  1, 1.96512716674392571292e1, 1.376577541435190426e2, 4.34565877475229228821e2, 6.45387271733267880336e2,
  4.29008140027567833386e2, 1.08635005541779435134e2, 6.57024977031928170135, -6.04244152148580987438e-2,
]
const R_LARGE = [
  -9.86494292470009928597e-3, -7.99283237680523006574e-1, -1.77579549177547519889e1,
  -1.60636384855821916062e2, -6.37566443368389627722e2, -1.02509513161107724954e3, -4.83519191608651397019e2,
]
const S_LARGE = [
  1, 3.03380607434824582924e1, 3.25792512996573918826e2, 1.53672958608443695994e3, 3.19985821950859553908e3,
  2.55305040643316442583e3, 4.74528541206955367215e2, -2.24409524465858183362e1,
]

/**
 * The error function 2/√π · ∫₀ˣ e^(−t²) dt, error below 1 ulp. Rational functions on four intervals; beyond 1.25 as
 * 1 − e^(−x² − 0.5625 + R/S) / x.
 * Source: intervals and coefficients of fdlibm's s_erf.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.erf(0.5)
 * // → 0.5204998778130465
 */
export function erf(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(x)) return NaN
  if (size < 0.84375) {
    const z = x * x
    if (size < 1e-300) return 0.125 * (8 * x + 1.02703333676410069053 * x)
    return x + x * (polynomial(z, P_SMALL) / polynomial(z, Q_SMALL))
  }
  let result = 1
  if (size < 1.25) result = ERF_NEAR_1 + polynomial(size - 1, P_ONE) / polynomial(size - 1, Q_ONE)
  else if (size < 6) {
    const s = 1 / (size * size)
    const [r, q] = size < 1 / 0.35 ? [R_MIDDLE, S_MIDDLE] : [R_LARGE, S_LARGE]
    result = 1 - exp(-size * size - 0.5625 + polynomial(s, r) / polynomial(s, q)) / size
  }
  return x < 0 ? -result : result
}
