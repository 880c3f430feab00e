/** What every optimizer takes; each value can be changed between steps, in all groups or in one. */
export interface OptimizerOptions {
  /** η, the factor of every step; 0 or more. Default: each optimizer's own. */
  learningRate: number
  /** λ, how strongly weights are pulled to zero; 0 or more. Default 0 (AdamW 0.01). */
  weightDecay: number
  /**
   * `'coupled'`: λw is added to the gradient, the L2 penalty ½λ‖w‖² (PyTorch, except AdamW).
   * `'decoupled'`: w ← w − ηλw before the step (AdamW; every optimizer of Keras).
   */
  weightDecayMode: 'coupled' | 'decoupled'
  /** Climb instead of descend. Default false. */
  maximize: boolean
}

export const commonDefaults: OptimizerOptions = {
  learningRate: 0.001,
  weightDecay: 0,
  weightDecayMode: 'coupled',
  maximize: false,
}

/** Names that other libraries give to the same option. */
const synonyms: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  learning_rate: 'learningRate',
  betas: 'beta1 and beta2',
  beta_1: 'beta1',
  beta_2: 'beta2',
  epsilon: 'eps',
  weight_decay: 'weightDecay',
  rho: 'alpha',
  alpha: 'rho',
  decay: 'InverseTimeDecay, a schedule',
}

/**
 * `options` over `defaults`.
 *
 * @throws RangeError for a name that is not among the defaults, or a value of another type.
 */
export function resolveOptions<H extends object>(name: string, defaults: H, options: Partial<H>): H {
  const resolved = { ...defaults }
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (!Object.hasOwn(defaults, key)) {
      const meant = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined
      const hint = meant === undefined ? '' : ` Here it is ${meant}.`
      throw new RangeError(
        `${name}: unknown option '${key}'.${hint} Known: ${Object.keys(defaults).join(', ')}.`,
      )
    }
    const wanted = typeof defaults[key as keyof H]
    if (typeof value !== wanted)
      throw new RangeError(`${name}: ${key} is a ${typeof value}; it is a ${wanted}.`)
    resolved[key as keyof H] = value as H[keyof H]
  }
  return resolved
}

/** @throws RangeError unless `low` ≤ value ≤ `high`, or < `high` when `open`. NaN is refused. */
export function checkRange<H extends object>(
  name: string,
  options: H,
  keys: readonly (keyof H & string)[],
  low = 0,
  high = Infinity,
  open = high === Infinity,
): void {
  for (const key of keys) {
    const value = options[key] as number
    if (value >= low && (open ? value < high : value <= high)) continue
    const range = high === Infinity ? `${low} or more` : `in [${low}, ${high}${open ? ')' : ']'}`
    throw new RangeError(`${name}: ${key} is ${value}; it must be ${range}.`)
  }
}

/** @throws RangeError unless the value is one of `known`. */
export function checkChoice<H extends object>(
  name: string,
  options: H,
  key: keyof H & string,
  known: readonly unknown[],
): void {
  if (known.includes(options[key])) return
  throw new RangeError(`${name}: ${key} is '${String(options[key])}'. Known: '${known.join("', '")}'.`)
}
