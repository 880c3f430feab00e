import type { LayerConfig } from 'chainrule'
import type { Line, Sheet } from './sheet.ts'

const number = (value: unknown): string => JSON.stringify(value).replaceAll(',', ', ')

/** Options that differ from their defaults, as source. */
function optionsText(
  options: Readonly<Record<string, readonly [value: unknown, otherwise: unknown]>>,
): string {
  const given = Object.entries(options).filter(
    ([, [value, otherwise]]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(otherwise),
  )
  const parts = given.map(([name, [value]]) => `${name}: ${source(value)}`)
  return parts.length === 0 ? '' : `, { ${parts.join(', ')} }`
}

function source(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return `{ ${Object.entries(value).map(([key, part]) => `${key}: ${number(part)}`).join(', ')} }` // prettier-ignore
  return number(value)
}

const short = (size: unknown): unknown =>
  Array.isArray(size) && size.length === 2 && size[0] === size[1] ? size[0] : size

function made({ type, ...o }: LayerConfig): string {
  const window = { stride: [short(o['stride']), 1], padding: [short(o['padding']), 0], dilation: [short(o['dilation']), 1] } as const // prettier-ignore
  switch (type) {
    case 'Conv2d': {
      const options = { ...window, groups: [o['groups'], 1], bias: [o['bias'], true] } as const
      return `new Conv2d(${number(o['inChannels'])}, ${number(o['outChannels'])}, ${number(short(o['kernelSize']))}${optionsText(options)})`
    }
    case 'MaxPool2d':
    case 'AvgPool2d': {
      const kernel = short(o['kernelSize'])
      const options = {
        stride: [short(o['stride']), kernel],
        padding: [short(o['padding']), 0],
        ceilMode: [o['ceilMode'], false],
        countIncludePad: [o['countIncludePad'], true],
      } as const
      return `new ${type}(${number(kernel)}${optionsText(options)})`
    }
    case 'AdaptiveAvgPool2d':
      return `new ${type}(${number(o['outputSize'])})`
    case 'GlobalAvgPool2d':
      return `new ${type}({ keepdim: false })`
    case 'BatchNorm1d':
    case 'BatchNorm2d':
      return `new ${type}(${number(o['numFeatures'])})`
    case 'Linear':
      return `new Linear(${number(o['inFeatures'])}, ${number(o['outFeatures'])}${optionsText({ bias: [o['bias'], true] })})`
    case 'Dropout':
      return `new Dropout(${number(o['p'])})`
    case 'Softmax':
      return `new Softmax(${number(o['axis'])})`
    case 'LeakyReLU':
      return `new LeakyReLU(${number(o['negativeSlope'])})`
    default:
      return `new ${type}()`
  }
}

/** Lines up to the end of the branch they stand in: `nested[i]` is source, indented. */
function block(lines: readonly Line[], from: number, indent: string): { text: string[]; end: number } {
  const text: string[] = []
  let i = from
  for (; i < lines.length; i++) {
    const { row, layer } = lines[i]!
    if (row.kind === 'way' || row.kind === 'add') break
    if (row.kind !== 'fork') {
      text.push(`${indent}${made(layer!.config())},`)
      continue
    }
    const body = block(lines, i + 1, `${indent}    `)
    const hasWay = lines[body.end]!.row.kind === 'way'
    const way = hasWay ? block(lines, body.end + 1, `${indent}    `) : null
    text.push(
      `${indent}new Residual(`,
      `${indent}  new Sequential(`,
      ...body.text,
      `${indent}  ),`,
      ...(way ? [`${indent}  new Sequential(`, ...way.text, `${indent}  ),`] : []),
      `${indent}),`,
    )
    i = (way ?? body).end
  }
  return { text, end: i }
}

/** The network in the course's own engine: a cell that builds it without weights and prints its table. */
export function typescriptOf({ lines, input }: Sheet): string {
  const { text } = block(lines, 0, '    ')
  const code = text.join('\n')
  const names = [...new Set([...code.matchAll(/new (\w+)\(/g)].map(([, name]) => name!))].toSorted()
  return [
    `import { ${[...names, 'sequential', 'summary', 'withoutWeights'].join(', ')} } from 'chainrule'`,
    '',
    'const net = withoutWeights(() =>',
    '  sequential([',
    code,
    '  ]),',
    ')',
    `const table = summary(net, ${number(input)})`,
    'console.log(table.parameters, table.macs)',
    'console.log(String(table))',
    '',
  ].join('\n')
}
