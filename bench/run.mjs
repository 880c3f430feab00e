// `npm run bench`: installs the peers, measures everybody side by side in one Chromium, writes results.json and the tables
// of README.md. `-- --only cnn,mlp` measures some tasks, `--quick` takes fewer samples, `--alone` leaves the peers out; all
// three print and write nothing.
import '../tools/node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, platform, release } from 'node:os'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { openBench } from './browser.mjs'
import { buildBench } from './build.mjs'
import { findLimits, measureTask, median } from './measure.mjs'
import { between, circumstances, goalTable, judged, rateTable } from './report.mjs'
import { TASKS } from './tasks.mjs'

const here = new URL('.', import.meta.url).pathname
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
    rounds: { type: 'string' },
  },
})

function installPeers() {
  const wanted = JSON.parse(readFileSync(`${here}package.json`, 'utf8')).dependencies
  const isHere = Object.entries(wanted).every(([name, version]) => {
    const file = `${here}node_modules/${name}/package.json`
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version
  })
  if (isHere) return
  console.log('bench: installs the peers, once')
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

if (!values.alone) installPeers()
const scripts = values.alone ? ['ours'] : ['ours', 'small', 'tfjs', 'jax', 'onnxruntime']
await buildBench(`${here}dist`, scripts)
const bench = await openBench(`${here}dist`)
const options = {
  scripts,
  rounds: Number(values.rounds ?? (values.quick ? 3 : 11)),
  wanted: values.quick ? 50 : 120,
}
const chosen = TASKS.filter(
  ({ id }) => !values.only || values.only.split(',').some((part) => id.startsWith(part)),
)

const limits = await findLimits(bench, options)
console.log(
  Object.entries(limits)
    .map(([name, { sums, flops }]) => `limit ${name}: ${(flops / 1e9).toFixed(1)} GFLOP/s (${sums} sums)`)
    .join(', '),
)
const results = []
for (const task of chosen) {
  const result = await measureTask(bench, task, limits, options)
  results.push(result)
  console.log(`\n${result.title} (load ${result.load.toFixed(1)})`)
  for (const [name, { median: middle, low, high, flops }] of Object.entries(result.measured)) {
    const work = flops ? `, ${(flops / 1e9).toFixed(1)} GFLOP/s` : ''
    console.log(
      `  ${name.padEnd(16)} ${middle.toPrecision(4)} ${result.unit} (${low.toPrecision(3)} to ${high.toPrecision(3)}${work})`,
    )
  }
  for (const [name, why] of Object.entries(result.absent))
    if (why !== 'cannot') console.log(`  ${name}: ${why.split('\n')[0]}`)
  for (const { against, variant, wanted, reached, isMet, isSteady } of judged([result]))
    console.log(
      `  ${isSteady ? (isMet ? 'met   ' : 'MISSED') : 'unsteady'} ${variant} against ${against}: ${reached.toPrecision(3)}, goal ${wanted}`,
    )
}
await bench.close()

if (!values.only && !values.quick && !values.alone) {
  const loads = results.map(({ load }) => load)
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      processor: cpus()[0].model.trim(),
      cores: cpus().length,
      system: `${platform()} ${release()}`,
      chromium: bench.version,
    },
    peers: JSON.parse(readFileSync(`${here}package.json`, 'utf8')).dependencies,
    load: { lowest: Math.min(...loads), highest: Math.max(...loads), median: median(loads) },
    limits,
    goals: judged(results),
    results,
  }
  const style = await resolveConfig(`${here}README.md`)
  writeFileSync(`${here}results.json`, await format(JSON.stringify(report), { ...style, parser: 'json' }))
  let text = readFileSync(`${here}README.md`, 'utf8')
  text = between(text, 'machine', circumstances(report))
  text = between(text, 'goals', goalTable(results))
  text = between(text, 'rates', rateTable(results))
  writeFileSync(`${here}README.md`, await format(text, { ...style, parser: 'markdown' }))
  const unsteady = report.goals.filter(({ isSteady }) => !isSteady).length
  const met = report.goals.filter(({ isMet, isSteady }) => isMet && isSteady).length
  console.log(
    `\nOf ${report.goals.length} goals ${met} met, ${unsteady} not to be told on so busy a machine; see bench/README.md.`,
  )
}
