// Medians of alternating samples.
import { loadavg } from 'node:os'
import { SUMS, limitWork } from './limit.mjs'
import { CONTENDERS } from './tasks.mjs'

export const median = (values) => {
  const sorted = values.toSorted((p, q) => p - q)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Of rates, whether most samples were as fast as the fastest: if not, something else held the processor. */
const isSteady = (rates) => median(rates) >= 0.8 * Math.max(...rates)

const byName = (name) => CONTENDERS.find((one) => one.name === name)

/** How many times make a sample of about `wanted` milliseconds, after the code has become warm. */
async function calibrate(bench, name, wanted) {
  let times = 1
  let { ms } = await bench.run(name, times)
  for (let spent = ms; spent < 3 * wanted; spent += ms) {
    if (ms < wanted / 2)
      times = Math.max(times + 1, Math.ceil(times * Math.min(8, wanted / Math.max(ms, 0.2))))
    ;({ ms } = await bench.run(name, times))
  }
  return Math.max(1, Math.round((times * wanted) / Math.max(ms, 0.2)))
}

/**
 * Times per second of everybody who takes part, all of them alive at once, one sample after the other in turns, so that what
 * else the machine does hits all alike.
 *
 * @returns {Promise<{ load: number, rates: Record<string, number[]>, results: Record<string, unknown[]>, absent: Record<string, string> }>}
 */
async function alternate(bench, contenders, { rounds, wanted }) {
  const absent = {}
  const present = []
  for (const { task, ...contender } of contenders) {
    const { known, error } = await bench.start(contender, task)
    if (known) present.push(contender)
    else absent[contender.name] = error ?? 'cannot'
  }
  const times = new Map()
  for (const { name } of present.slice()) {
    try {
      times.set(name, await calibrate(bench, name, wanted))
    } catch (error) {
      absent[name] = String(error.message)
      present.splice(
        present.findIndex((one) => one.name === name),
        1,
      )
    }
  }
  const rates = Object.fromEntries(present.map(({ name }) => [name, []]))
  const results = Object.fromEntries(present.map(({ name }) => [name, []]))
  const load = []
  for (let round = 0; round < rounds; round++) {
    load.push(loadavg()[0])
    for (let i = 0; i < present.length; i++) {
      const { name } = present[(i + round) % present.length]
      const isSlow = times.get(name) === 1 && rates[name].length >= 3 && median(rates[name]) < 2
      if (isSlow) continue // three samples of half a second and more say enough
      const { ms, result } = await bench.run(name, times.get(name))
      rates[name].push((times.get(name) * 1000) / ms)
      results[name].push(result)
    }
  }
  for (const { name } of contenders) await bench.stop(name)
  return { load: median(load), rates, results, absent }
}

/** What the machine can do: for each build the number of running sums that is fastest. */
export async function findLimits(bench, options) {
  const limits = {}
  for (const variant of ['plain', 'relaxed']) {
    const contenders = SUMS.map((sums) => ({
      name: `${sums}`,
      script: 'ours',
      variant,
      task: `limit: ${sums}`,
    }))
    const { rates } = await alternate(bench, contenders, options)
    const ranked = Object.entries(rates)
      .map(([sums, values]) => ({ sums: Number(sums), flops: median(values) * limitWork(Number(sums)) }))
      .toSorted((p, q) => q.flops - p.flops)
    if (ranked.length > 0) limits[variant] = ranked[0]
  }
  return limits
}

/** One task: rates in its unit per contender, and the limits measured in the same turns where it has a work. */
export async function measureTask(bench, task, limits, options) {
  const contenders = task.who
    .map((name) => ({ ...byName(name), task: task.id }))
    .filter(({ script }) => options.scripts.includes(script))
  const besides = Object.entries(task.work ? limits : {}).map(([variant, { sums }]) => ({
    name: `limit ${variant}`,
    script: 'ours',
    variant,
    task: `limit: ${sums}`,
  }))
  const wanted = task.isReported ? 1000 : options.wanted
  const { load, rates, results, absent } = await alternate(bench, [...contenders, ...besides], {
    ...options,
    wanted,
  })
  const measured = {}
  const limit = {}
  const steady = {}
  for (const [name, values] of Object.entries(rates)) {
    if (name.startsWith('limit ')) {
      const variant = name.slice('limit '.length)
      steady[name] = isSteady(values)
      limit[variant] = median(values) * limitWork(limits[variant].sums)
      continue
    }
    const inUnit = task.isReported
      ? results[name].map(({ samples }) => samples)
      : values.map((rate) => (task.isTime ? 1000 / rate : rate * (task.each ?? 1)))
    steady[name] = task.isReported ? isSteady(inUnit) : isSteady(values)
    measured[name] = {
      median: median(inUnit),
      low: Math.min(...inUnit),
      high: Math.max(...inUnit),
      samples: inUnit.length,
      ...(task.work ? { flops: median(values) * task.work } : {}),
      ...(task.isReported ? { pictures: median(results[name].map(({ pictures }) => pictures)) } : {}),
    }
  }
  return { id: task.id, title: task.title, unit: task.unit, load, measured, limit, steady, absent }
}
