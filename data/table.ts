import { DataFileError } from './verify.ts'

/** A table of real data: features in the units of the source, never scaled or shuffled. */
export interface Dataset {
  readonly name: string
  /** Row-major. `features[n * numFeatures + d]` is feature d of example n. */
  readonly features: Float64Array // (N, D)
  readonly featureNames: readonly string[] // D names
  /** One per feature; empty where the quantity is dimensionless or the source states no unit. */
  readonly units: readonly string[] // D units
  /** Class index 0 … C − 1 where `targetNames` is given, otherwise the quantity to predict. */
  readonly target: Float64Array // (N,)
  readonly targetName: string
  /** Names of the C classes; absent for regression. */
  readonly targetNames?: readonly string[]
  readonly numExamples: number
  readonly numFeatures: number
  readonly source: string
  /** The license, or that the source states none. */
  readonly license: string
}

/** A column as written: `values[n] / 10^decimals`; a string holds one base-36 digit per example. */
interface Column {
  readonly name: string
  readonly decimals: number
  readonly values: string | readonly number[]
}

interface TableFile {
  readonly name: string
  readonly source: string
  readonly license: string
  readonly numExamples: number
  readonly features: readonly (Column & { readonly unit: string })[]
  readonly target: Column & { readonly names?: readonly string[] }
}

/** Reads one JSON table of `make.py`. `file` appears in errors. */
export function parseTable(file: string, text: string): Dataset {
  const table = parseJson(file, text)
  const { numExamples } = table
  const numFeatures = table.features.length
  const features = new Float64Array(numExamples * numFeatures) // (N, D)
  for (const [d, column] of table.features.entries()) {
    const values = decode(file, column, numExamples)
    for (let n = 0; n < numExamples; n++) features[n * numFeatures + d] = values[n]!
  }
  const target = decode(file, table.target, numExamples) // (N,)
  const { names } = table.target
  if (names) checkClasses(file, target, names.length)
  return {
    name: table.name,
    features,
    featureNames: table.features.map((column) => column.name),
    units: table.features.map((column) => column.unit),
    target,
    targetName: table.target.name,
    ...(names && { targetNames: names }),
    numExamples,
    numFeatures,
    source: table.source,
    license: table.license,
  }
}

function parseJson(file: string, text: string): TableFile {
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (cause) {
    throw new DataFileError(file, `not JSON, begins with ${JSON.stringify(text.slice(0, 20))}`, { cause })
  }
  const keys = found !== null && typeof found === 'object' ? Object.keys(found) : []
  const missing = ['name', 'source', 'license', 'numExamples', 'features', 'target'].filter(
    (key) => !keys.includes(key),
  )
  if (missing.length > 0) throw new DataFileError(file, `no ${missing.join(', ')} found`)
  return found as TableFile
}

/**
 * The doubles of one column. The division is rounded once, and both sides of it are exact, so the result is the
 * double nearest to the decimal that the source printed.
 */
function decode(file: string, { name, decimals, values }: Column, numExamples: number): Float64Array {
  if (values.length !== numExamples) {
    throw new DataFileError(file, `column "${name}" has ${values.length} values, ${numExamples} expected`)
  }
  const scale = 10 ** decimals
  return Float64Array.from({ length: numExamples }, (_, n) => {
    const value = values[n]
    const integer = typeof value === 'string' ? Number.parseInt(value, 36) : (value ?? Number.NaN)
    if (!Number.isSafeInteger(integer)) {
      throw new DataFileError(
        file,
        `column "${name}", example ${n}: ${JSON.stringify(value)} is not an integer`,
      )
    }
    return integer / scale
  })
}

function checkClasses(file: string, target: Float64Array, numClasses: number): void {
  const outside = target.findIndex((c) => !Number.isInteger(c) || c < 0 || c >= numClasses)
  if (outside >= 0) {
    throw new DataFileError(
      file,
      `example ${outside} has class ${target[outside]}, expected 0 to ${numClasses - 1}`,
    )
  }
}
