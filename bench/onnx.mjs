// Writes ONNX models: a protobuf of nodes in order, weights, one input and one output. Field numbers are those of
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.

function varint(value) {
  const bytes = []
  let rest = value
  do {
    const low = rest & 127
    rest = Math.floor(rest / 128)
    bytes.push(rest === 0 ? low : low | 128)
  } while (rest !== 0)
  return bytes
}

const text = (value) => [...new TextEncoder().encode(value)]
/** A field that holds a number. */
const number = (field, value) => [...varint(field * 8), ...varint(value)]
/** A field that holds bytes: a message, a string, packed numbers. */
const bytes = (field, content) => varint(field * 8 + 2).concat(varint(content.length), content)

const FLOAT = 1
const [INT, INTS] = [2, 7]

const attribute = (name, value) =>
  Array.isArray(value)
    ? [...bytes(1, text(name)), ...value.flatMap((one) => number(8, one)), ...number(20, INTS)]
    : [...bytes(1, text(name)), ...number(3, value), ...number(20, INT)]

/** One operation; attributes are whole numbers and lists of them. */
const node = ({ op, inputs, output, attributes = {} }) => [
  ...inputs.flatMap((name) => bytes(1, text(name))),
  ...bytes(2, text(output)),
  ...bytes(4, text(op)),
  ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
]

const weight = (name, { shape, values }) => [
  ...shape.flatMap((size) => number(1, size)),
  ...number(2, FLOAT),
  ...bytes(8, text(name)),
  ...bytes(9, [...new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]),
]

function value(name, shape) {
  const dimensions = shape.flatMap((size) => bytes(1, number(1, size)))
  const type = bytes(1, [...number(1, FLOAT), ...bytes(2, dimensions)])
  return [...bytes(1, text(name)), ...bytes(2, type)]
}

/**
 * A model from input `x` to output `y`.
 *
 * @param {{ nodes: object[], weights: Record<string, { shape: number[], values: Float32Array }>, input: number[], output: number[] }} given
 */
export function onnxModel({ nodes, weights, input, output }) {
  const graph = [
    ...nodes.flatMap((one) => bytes(1, node(one))),
    ...bytes(2, text('graph')),
    ...Object.entries(weights)
      .map(([name, given]) => bytes(5, weight(name, given)))
      .reduce((all, part) => all.concat(part), []),
    ...bytes(11, value('x', input)),
    ...bytes(12, value('y', output)),
  ]
  const version = number(2, 13)
  return Uint8Array.from([...number(1, 8), ...bytes(7, graph), ...bytes(8, version)])
}
