/** One name of the engine, or a member of one of its classes, as the editor explains it. */
export interface ApiEntry {
  name: string
  kind: 'function' | 'class' | 'type' | 'constant' | 'method' | 'property'
  /** As it would be declared: `add(a: TensorLike, b: TensorLike): Tensor`. */
  signature: string
  /** The parameters by name, for hints while a call is typed. */
  params?: readonly string[]
  /** The doc comment's text. */
  about: string
  example?: string
}

export interface Api {
  /** What `import { … } from 'chainrule'` can name. */
  exports: readonly ApiEntry[]
  /** Methods and properties of instances, by class. */
  members: Readonly<Record<string, readonly ApiEntry[]>>
}
