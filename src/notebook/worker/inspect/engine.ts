import { LIMITS } from '../../protocol/limits.ts'
import type { Digit, Shown, ShownModel, ShownTensor } from '../../protocol/shown.ts'
import { engine } from '../engine.ts'
import { native, ownValue } from '../native.ts'

const prototypeOfExport = (name: string): object | undefined => {
  const made = engine[name]
  return typeof made === 'function' ? (made.prototype as object) : undefined
}
const TENSOR = prototypeOfExport('Tensor')
const MODULE = prototypeOfExport('Module')

const isTensor = (value: unknown): boolean =>
  TENSOR !== undefined && native.isPrototypeOf(TENSOR, value as object)
const isModule = (value: unknown): boolean =>
  MODULE !== undefined && native.isPrototypeOf(MODULE, value as object)

/** Tensors and models, which are shown as what they are and not as objects with fields. */
export function engineValue(value: object): Shown | undefined {
  if (isTensor(value)) return showTensor(value)
  return isModule(value) ? showModel(value) : undefined
}

export const digit = (value: number): Digit => {
  if (native.is(value, -0)) return '-0'
  return value - value === 0 ? value : (native.numberText(value) as Digit)
}

function showTensor(value: object): ShownTensor | undefined {
  const data = ownValue(value, 'data')
  const shape = ownValue(value, 'shape')
  if (!native.isView(data) || !native.isArray(shape)) return undefined
  const numbers = data as Float64Array
  const size = native.typedLength(numbers)
  const values: Digit[] = []
  for (let i = 0; i < size && i < LIMITS.tensorValues; i++) values.push(digit(numbers[i]!))
  const more = size - values.length
  return {
    t: 'tensor',
    shape: [...(shape as number[])],
    dtype: native.text(ownValue(value, 'dtype')),
    name: native.slice(native.text(ownValue(value, 'name') ?? ''), 0, 100),
    requiresGrad: ownValue(value, 'requiresGrad') === true,
    values,
    more,
    ...(more > 0 ? { range: rangeOf(numbers, size) } : {}),
  }
}

function rangeOf(numbers: Float64Array, size: number): readonly [Digit, Digit] {
  let least = Infinity
  let greatest = -Infinity
  for (let i = 0; i < size; i++) {
    if (numbers[i]! < least) least = numbers[i]!
    if (numbers[i]! > greatest) greatest = numbers[i]!
  }
  return [digit(least), digit(greatest)]
}

type ModuleRow = ShownModel['modules'][number]

function showModel(root: object): ShownModel {
  const modules: ModuleRow[] = []
  const seen = new Set<object>()
  let total = 0
  let more = 0
  const visit = (module: object, path: string) => {
    if (seen.has(module)) return
    seen.add(module)
    const parameters: ModuleRow['parameters'][number][] = []
    for (const [name, field] of fieldsOf(module)) {
      if (!isTensor(field) || ownValue(field, 'requiresGrad') !== true || seen.has(field)) continue
      seen.add(field)
      const shape = [...(ownValue(field, 'shape') as number[])]
      total += shape.reduce((product, size) => product * size, 1)
      parameters.push({ name, shape })
    }
    if (modules.length < LIMITS.entries) modules.push({ path, type: typeOf(module), parameters })
    else more++
    for (const [name, field] of fieldsOf(module))
      if (isModule(field)) visit(field, path ? `${path}.${name}` : name)
  }
  visit(root, '')
  return { t: 'model', name: typeOf(root), modules, total, more }
}

/** The own fields that hold objects, without calling a getter; those of an array one by one, as `blocks.0`. */
function fieldsOf(module: object): [string, object][] {
  return native.keys(module).flatMap((name): [string, object][] => {
    const value = ownValue(module, name)
    if (typeof value !== 'object' || value === null) return []
    if (!native.isArray(value)) return [[name, value]]
    return value.flatMap((item: unknown, i): [string, object][] =>
      typeof item === 'object' && item !== null ? [[`${name}.${i}`, item]] : [],
    )
  })
}

function typeOf(module: object): string {
  const type = ownValue(module, 'type')
  if (typeof type === 'string') return native.slice(type, 0, 100)
  const maker = ownValue(native.prototypeOf(module) ?? {}, 'constructor')
  const name = typeof maker === 'function' ? ownValue(maker, 'name') : undefined
  return typeof name === 'string' ? native.slice(name, 0, 100) : 'Module'
}
