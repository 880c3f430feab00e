/** An exercise id that has been published, with the highest version it had. */
export interface FrozenId {
  id: string
  version: number
  /** Taken out of the course. The id stays taken: saved work and class results name it. */
  isRetired?: boolean
}

export interface FrozenFinding {
  rule: 'id-twice' | 'id-removed' | 'id-reused' | 'version-lower' | 'id-not-listed' | 'version-not-listed'
  id: string
  found: string
  fix: string
}

/** Compares the course's exercises with the published list `lessons/exercise-ids.json`. */
export function checkFrozen(
  exercises: readonly { id: string; version: number }[],
  frozen: readonly FrozenId[],
): FrozenFinding[] {
  const findings: FrozenFinding[] = []
  const add = (rule: FrozenFinding['rule'], id: string, found: string, fix: string) =>
    findings.push({ rule, id, found, fix })
  const listed = new Map<string, FrozenId>()
  for (const entry of frozen) {
    if (listed.has(entry.id))
      add('id-twice', entry.id, 'is listed twice', 'keep the entry with the higher version')
    listed.set(entry.id, entry)
  }
  const present = new Set<string>()
  for (const { id, version } of exercises) {
    if (present.has(id)) add('id-twice', id, 'two exercises have this id', 'rename the newer one')
    present.add(id)
    const known = listed.get(id)
    if (known === undefined)
      add('id-not-listed', id, 'is new', `add { "id": "${id}", "version": ${version} } to the list`)
    else if (known.isRetired === true)
      add('id-reused', id, 'was retired and is used again', 'choose a new id')
    else if (version < known.version) {
      add(
        'version-lower',
        id,
        `has version ${version}, published was ${known.version}`,
        `use version ${known.version} or higher`,
      )
    } else if (version > known.version) {
      add(
        'version-not-listed',
        id,
        `has version ${version}, listed is ${known.version}`,
        `set its version in the list to ${version}`,
      )
    }
  }
  for (const { id, isRetired } of listed.values()) {
    if (isRetired !== true && !present.has(id)) {
      add(
        'id-removed',
        id,
        'is listed, but no exercise has it',
        'restore the exercise, or mark the entry "isRetired": true',
      )
    }
  }
  return findings
}
