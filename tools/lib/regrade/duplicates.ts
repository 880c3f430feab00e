import { studentKey } from '../../../src/exercises/assignment.ts'
import type { GradedRecord } from './types.ts'

/** From how many equal answers on two records hold the same work. One may be chance in a large class, three are not. */
const SHARED = 3

/** Records of a student who handed in a later one too. */
export function findRepeats(
  records: readonly GradedRecord[],
): { record: GradedRecord; newest: GradedRecord }[] {
  const repeats: { record: GradedRecord; newest: GradedRecord }[] = []
  for (const [, own] of Map.groupBy(records, ({ student }) => studentKey(student))) {
    const [newest, ...older] = own.toSorted((a, b) => (a.exported < b.exported ? 1 : -1))
    for (const record of older) repeats.push({ record, newest: newest! })
  }
  return repeats
}

/** Records that share answers with those of somebody else: each once, with the one that it shares most with. */
export function findCopies(
  records: readonly GradedRecord[],
): { record: GradedRecord; other: GradedRecord; shared: number }[] {
  const owners = new Map<string, GradedRecord[]>()
  for (const record of records) {
    for (const print of new Set(record.prints)) {
      const known = owners.get(print)
      if (known) known.push(record)
      else owners.set(print, [record])
    }
  }
  return records.flatMap((record) => {
    const shared = new Map<GradedRecord, number>()
    const prints = new Set(record.prints)
    for (const print of prints) {
      for (const other of owners.get(print)!) {
        if (studentKey(other.student) !== studentKey(record.student))
          shared.set(other, (shared.get(other) ?? 0) + 1)
      }
    }
    const [most] = [...shared].toSorted(([, a], [, b]) => b - a)
    if (!most) return []
    const [other, count] = most
    const isSame = count === prints.size && count === new Set(other.prints).size
    return count >= SHARED || isSame ? [{ record, other, shared: count }] : []
  })
}
