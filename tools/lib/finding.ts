/** Something in the course's files that is wrong, or will be. */
export interface Finding {
  /** From the course's root, with forward slashes. */
  file: string
  /** From 1. */
  line: number
  rule: string
  /** What is there. */
  found: string
  /** What would be right. */
  fix: string
  /** A warning does not fail the check. */
  level: 'error' | 'warning'
}

/** Adds a finding; findings are errors unless they say otherwise. */
export type Report = (finding: Omit<Finding, 'level'> & { level?: Finding['level'] }) => void

/** Where rules put what they find. */
export class Findings {
  readonly #all: Finding[] = []

  readonly add: Report = (finding) => {
    this.#all.push({ level: 'error', ...finding })
  }

  /** By file and line; the same thing said twice is said once. */
  get sorted(): Finding[] {
    const seen = new Set<string>()
    return this.#all
      .filter((finding) => {
        const face = JSON.stringify(finding)
        return !seen.has(face) && seen.add(face)
      })
      .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
  }
}

/** `lessons/…/index.mdx:12  number  0.5 is typed in — compute it, or declare it`. */
export const asLine = ({ file, line, rule, found, fix, level }: Finding): string =>
  `${file}:${line}  ${level === 'warning' ? 'warning ' : ''}${rule}  ${found} — ${fix}`
