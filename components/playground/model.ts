/** The playground's state and data as pure functions; lessons compute with this, too. */
export * from './model/csv.ts'
export * from './model/data.ts'
export * from './model/features.ts'
export * from './model/link.ts'
export * from './model/spec.ts'
export * from './model/state.ts'
