// arctan of ½, 1, 3/2 and ∞ as pairs: arctan x = arctan c + arctan((x − c) / (1 + c·x)).
const HALF = [4.63647609000806093515e-1, 2.26987774529616870924e-17] as const
const ONE = [7.85398163397448278999e-1, 3.06161699786838301793e-17] as const
const THREE_HALVES = [9.82793723247329054082e-1, 1.39033110312309984516e-17] as const
const INFINITE = [1.570796326794896558, 6.12323399573676603587e-17] as const

/**
 * The angle in (−π/2, π/2) whose tangent is x, in radians; error below 1 ulp.
 * Source: reduction and coefficients of fdlibm's s_atan.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.atan(1)
 * // → 0.7853981633974483
 */
export function atan(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(x) || size < 1e-9) return x
  let [center, t]: [readonly [number, number] | null, number] = [null, size]
  if (size >= 2.4375) [center, t] = [INFINITE, -1 / size]
  else if (size >= 1.1875) [center, t] = [THREE_HALVES, (size - 1.5) / (1 + 1.5 * size)]
  else if (size >= 0.6875) [center, t] = [ONE, (size - 1) / (size + 1)]
  else if (size >= 0.4375) [center, t] = [HALF, (2 * size - 1) / (2 + size)]
  const z = t * t
  const w = z * z
  const even =
    z *
    (3.33333333333329318027e-1 +
      w *
        (1.42857142725034663711e-1 +
          w *
            (9.09088713343650656196e-2 +
              w *
                (6.66107313738753120669e-2 +
                  w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2)))))
  const odd =
    w *
    (-1.99999999998764832476e-1 +
      w *
        (-1.1111110405462355788e-1 +
          w *
            (-7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2))))
  const bent = t * (even + odd)
  const result = center === null ? t - bent : center[0] - (bent - center[1] - t)
  return x < 0 ? -result : result
}
