/** How tightly each kind of operator binds; see GRAMMAR.md. */
export const POWER = { sum: 10, hadamard: 15, product: 20, power: 30 } as const
