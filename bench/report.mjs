// Results against goals, and as tables.
import { GOALS } from './tasks.mjs'

const number = (value) => {
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`
  if (value >= 10_000) return `${(value / 1e3).toPrecision(3)} k`
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** The fastest of the others. */
function best(measured) {
  const others = Object.entries(measured).filter(([name]) => name !== 'plain' && name !== 'relaxed')
  return others.toSorted(([, p], [, q]) => q.median - p.median)[0]
}

/** Each goal with what was reached; goals of tasks that were not measured are left out. */
export function judged(results) {
  return GOALS.flatMap((goal) => {
    const found = results.find(({ id }) => id === goal.task)
    if (!found) return []
    return ['plain', 'relaxed'].flatMap((variant) => {
      const ours = found.measured[variant]
      const wanted = goal.atMost ?? goal[variant]
      if (!ours || wanted === undefined) return []
      const steady = (...names) => names.every((name) => found.steady?.[name] !== false)
      const row = { task: goal.task, title: found.title, variant, wanted, isSteady: steady(variant) }
      if (goal.atMost !== undefined)
        return [
          { ...row, against: goal.against, reached: ours.median, isMet: ours.median <= wanted, isTime: true },
        ]
      if (goal.against === 'limit') {
        const limit = found.limit[variant]
        if (!limit) return []
        const reached = ours.flops / limit
        const isSteady = steady(variant, `limit ${variant}`)
        return [{ ...row, against: 'the limit', reached, isMet: reached >= wanted, isShare: true, isSteady }]
      }
      const [name, other] = goal.fixed
        ? [goal.against, { median: goal.fixed }]
        : goal.against === 'best'
          ? (best(found.measured) ?? [])
          : [goal.against, found.measured[goal.against]]
      if (!other) return []
      const reached = ours.median / other.median
      return [{ ...row, against: name, reached, isMet: reached >= wanted, isSteady: steady(variant, name) }]
    })
  })
}

const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const told = ({ isTime, isShare }, value) =>
  isTime
    ? `${value.toPrecision(2)} ms`
    : isShare
      ? `${(value * 100).toFixed(0)} %`
      : `${value.toPrecision(3)} ×`

export function goalTable(results) {
  const rows = judged(results).map((row) => [
    row.title,
    row.variant,
    row.against,
    (row.isTime ? '≤ ' : '≥ ') + told(row, row.wanted),
    told(row, row.reached),
    row.isSteady ? (row.isMet ? 'met' : '**missed**') : 'unsteady',
  ])
  return table(['What', 'Build', 'Against', 'Goal', 'Reached', ''], rows)
}

/** Rates of everybody, one row for each task. */
export function rateTable(results) {
  const names = [...new Set(results.flatMap(({ measured }) => Object.keys(measured)))]
  const rows = results.map(({ title, unit, measured, limit }) => [
    `${title}, ${unit}`,
    ...names.map((name) => {
      const found = measured[name]
      if (!found) return '–'
      const share = limit[name] ? ` (${((100 * found.flops) / limit[name]).toFixed(0)} %)` : ''
      return number(found.median) + share
    }),
  ])
  return table(['', ...names], rows)
}

/** What the numbers were taken on, and how busy it was. */
export function circumstances({ machine, limits, load, date }) {
  const limit = Object.entries(limits)
    .map(([variant, { flops }]) => `${(flops / 1e9).toFixed(1)} GFLOP/s ${variant}`)
    .join(', ')
  return (
    `${date}; ${machine.processor}, ${machine.cores} cores, ${machine.system}, Chromium ${machine.chromium}. ` +
    `Limit of one core with 128-bit units, measured in WebAssembly: ${limit}. ` +
    `Load of the machine besides and with the bench (one-minute average, 1 is the bench alone): ` +
    `${load.lowest.toFixed(1)} to ${load.highest.toFixed(1)}, median ${load.median.toFixed(1)}.`
  )
}

/** Replaces what stands between the marks of a name. */
export function between(text, name, content) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`bench: README.md has no marks ${begin} … ${end}`)
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`
}
