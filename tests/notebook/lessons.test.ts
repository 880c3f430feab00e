import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lessonIdOf } from '../../src/course/ids.ts'
import { extractCells } from '../../src/notebook/cells/extract.ts'
import { publishCells } from '../../src/notebook/node/publish.ts'
import { nodeSessions } from '../../src/notebook/node/session.ts'
import { notebookText } from '../../src/strings/notebook.en.ts'
import { MODULES } from './run.ts'

const files = globSync('lessons/*/*/index.mdx').toSorted()
const host = { open: await nodeSessions(), modules: MODULES, issueText: notebookText.issue }
const publish = (mdx: string) => publishCells(mdx, 'lesson.mdx', host)
const fence = (info: string, ...code: string[]) => ['```ts cell' + info, ...code, '```', ''].join('\n')

describe.each(files)('%s', (file) => {
  const mdx = readFileSync(file, 'utf8')
  const count = extractCells(mdx).length

  test(`its ${count} cells run in dependency order, keep their promises, and come to the same every time`, async () => {
    const first = await publishCells(mdx, file, host)
    expect(first).toHaveLength(count)
    expect(await publishCells(mdx, file, host)).toEqual(first)
    // What was built last, where something was: the same to the last bit.
    const built = `dist/cells/${lessonIdOf(file.replace('lessons/', ''))}.json`
    if (count === 0 || !existsSync(built)) return
    const { cells } = JSON.parse(readFileSync(built, 'utf8')) as {
      cells: { id: string; code: string; output: unknown }[]
    }
    for (const { id, code, output } of cells) {
      const now = first.find((cell) => cell.id === id)
      // A cell that was edited since the build is the next build's.
      if (now?.code === code)
        expect(output, `${file}, cell ${id}`).toEqual(JSON.parse(JSON.stringify(now.output)))
    }
  })
})

test('some lesson has cells', () => {
  expect(files.some((file) => extractCells(readFileSync(file, 'utf8')).length > 0)).toBe(true)
})

describe('a cell that is wrong fails the build with file and line', () => {
  test.each([
    [
      'a syntax error',
      fence('', 'const a = 1', 'const b = ('),
      'lesson.mdx:3: cell "cell-1": Line 2 cannot be read',
    ],
    [
      'an error',
      fence(' id=neuron', '', 'throw new Error("no")'),
      'lesson.mdx:3: cell "neuron" fails: Error: no',
    ],
    ['an unknown name', fence('', '1', 'sigmod(2)'), 'lesson.mdx:3: cell "cell-1": Nothing defines sigmod.'],
    [
      'an unknown export',
      fence('', "import { sigmod } from 'chainrule'"),
      "'chainrule' has no sigmod. Did you mean sigmoid?",
    ],
    ['an endless loop', fence(' seconds=0.2', 'for (;;);'), 'takes longer than its 0.2 s'],
    [
      'a broken promise',
      fence(' expect="a === 2"', 'const a = 1'),
      'lesson.mdx:1: cell "cell-1" expects (a === 2), which is false',
    ],
    [
      'a name defined twice',
      fence('', 'const w = 1') + fence('', 'const w = 2'),
      'w is defined by the cells “cell-1” and “cell-2”',
    ],
    [
      'a cycle',
      fence(' id=hen', 'const hen = egg') + fence(' id=egg', 'const egg = hen'),
      '“hen” needs egg from “egg”, “egg” needs hen from “hen”',
    ],
    ['an unknown option', fence(' hiden', '1'), 'lesson.mdx, line 1: a cell does not know "hiden"'],
  ])('%s', async (_, mdx, message) => {
    await expect(publish(mdx)).rejects.toThrow(message)
  })

  test('promises that hold are not part of the output', async () => {
    const [cell] = await publish(fence(' expect="a > 0" expect="a < 2"', 'const a = 1', 'a'))
    expect(cell!.output).toEqual([{ kind: 'value', value: { t: 'atom', type: 'number', text: '1' } }])
  })

  test('cells may stand in any order', async () => {
    const cells = await publish(fence('', 'a * 2') + fence('', 'const a = 21'))
    expect(cells.map(({ output }) => output.length)).toEqual([1, 0])
  })
})
