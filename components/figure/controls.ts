/**
 * The controls that a figure's author or a teacher hid, by name. Whoever draws the figure asks of each control whether it is
 * hidden; what has been asked for is thus the list of what there is to hide, and no figure keeps one.
 */
class HiddenControls extends Set<string> {
  readonly #asked: Set<string>

  constructor(names: Iterable<string>, asked: Set<string>) {
    super()
    this.#asked = asked
    for (const name of names) this.add(name)
  }

  override has(name: string): boolean {
    this.#asked.add(name)
    return super.has(name)
  }
}

const known = new Map<string, Set<string>>()

/** The hidden controls of the figure `id`. */
export function hiddenControls(id: string, names: Iterable<string>): ReadonlySet<string> {
  const asked = known.get(id) ?? new Set<string>()
  known.set(id, asked)
  return new HiddenControls(names, asked)
}

/** The names of the controls that the figure `id` has, as `hide=` takes them; none before it has come to life. */
export const controlsOf = (id: string): readonly string[] => [...(known.get(id) ?? [])].toSorted()
