import type { Report } from '../finding.ts'
import { lineAt } from './lines.ts'
import { lineOf, textOf, walk, type Node } from './tree.ts'

interface Rule {
  rule: string
  found: string
  fix: string
}

/** TeX that stands in plain text: a command, a subscript or a power of a single letter. */
const TEX_IN_TEXT =
  /\\(?:frac|sum|partial|sigma|theta|alpha|beta|delta|eta|lambda|mu|nabla|cdot|times|sqrt|mathbf|vec|hat|bar|left|right|text)\b|(?<![\p{L}\d_/.])\p{L}[_^](?:\{[^}]*\}|[\p{L}\d])(?![\p{L}\d_])/u

/** What a formula that was meant as money looks like: a number, then words. */
const MONEY = /^\d[\d.,]*(?:\s+[a-z]{2,}|\s*$)/i

/** Rules on one node of a tree, for lessons and for the texts of exercises alike. */
function nodeRules(node: Node, text: string): (Rule & { at?: number })[] {
  const value = node.value ?? ''
  switch (node.type) {
    case 'text':
      return textRules(value, text.slice(node.position?.start.offset, node.position?.end.offset))
    case 'inlineMath':
    case 'math':
      return mathRules(value)
    case 'image':
      return node.alt?.trim()
        ? []
        : [
            {
              rule: 'alt-text',
              found: `the image ${node.url} has no description`,
              fix: 'say what it shows: ![a line that rises](…)',
            },
          ]
    case 'html':
      return htmlRules(value)
    case 'link':
      return textOf(node).trim() === ''
        ? [{ rule: 'link-text', found: `the link to ${node.url} has no text`, fix: 'say where it leads' }]
        : []
    default:
      return []
  }
}

function textRules(value: string, written: string): (Rule & { at?: number })[] {
  const found: (Rule & { at?: number })[] = []
  const tex = TEX_IN_TEXT.exec(value)
  if (tex) {
    found.push({
      rule: 'math-without-dollars',
      found: `"${tex[0]}" is a formula in plain text`,
      fix: `write $${tex[0]}$, or \`${tex[0]}\` if it is code`,
      at: tex.index,
    })
  }
  const dollar = value.indexOf('$')
  if (/(?<!\\)\$/.test(written)) {
    found.push({
      rule: 'dollar',
      found: 'a dollar sign that opens no formula',
      fix: 'close the formula, or write \\$ for money',
      at: dollar,
    })
  }
  return found
}

function mathRules(value: string): Rule[] {
  if (value.trim() === '')
    return [
      {
        rule: 'empty-math',
        found: 'a formula with nothing in it',
        fix: 'write the formula, or remove the dollars',
      },
    ]
  if (MONEY.test(value) && !/^\d[\d.,]*$/.test(value.trim())) {
    return [
      {
        rule: 'money',
        found: `"$${value}$" is read as a formula`,
        fix: 'for money write \\$ before each amount',
      },
    ]
  }
  return []
}

function htmlRules(value: string): Rule[] {
  const found: Rule[] = []
  for (const [tag] of value.matchAll(/<(?:input|select|textarea)\b[^>]*>/gi)) {
    if (!/aria-label(?:ledby)?=/.test(tag) && !/<label\b/i.test(value))
      found.push({
        rule: 'input-label',
        found: `${tag} has no label`,
        fix: 'use an exercise, or give it aria-label="…"',
      })
  }
  for (const [tag] of value.matchAll(/<img\b[^>]*>/gi)) {
    if (!/\balt="[^"]+"/.test(tag))
      found.push({ rule: 'alt-text', found: `${tag} has no description`, fix: 'say what it shows: alt="…"' })
  }
  return found
}

/**
 * Everything of `nodeRules` below a tree.
 * @param text what the tree was parsed from
 * @param fixedLine the line to report, where the tree is not the file
 */
export function checkProse(tree: Node, text: string, file: string, report: Report, fixedLine?: number): void {
  walk(tree, (node) => {
    for (const { at = 0, ...rule } of nodeRules(node, text)) {
      report({ file, line: fixedLine ?? lineOf(node) + lineAt(node.value ?? '', at) - 1, ...rule })
    }
  })
}

/** Headings begin with ## (the title is the one #) and go down one level at a time. */
export function checkHeadings(tree: Node, file: string, report: Report): void {
  let depth = 1
  walk(tree, (node) => {
    if (node.type !== 'heading' || node.depth === undefined) return
    const text = textOf(node)
    if (node.depth === 1) {
      report({
        file,
        line: lineOf(node),
        rule: 'heading',
        found: `"# ${text}" is a second title`,
        fix: `write ## ${text}`,
      })
    } else if (node.depth > depth + 1) {
      const right = '#'.repeat(depth + 1)
      report({
        file,
        line: lineOf(node),
        rule: 'heading',
        found: `"${'#'.repeat(node.depth)} ${text}" skips a level`,
        fix: `write ${right} ${text}`,
      })
    }
    depth = Math.max(2, node.depth)
  })
}

/**
 * A bar in a formula in a table ends the cell, in every Markdown parser: the rest of the row is lost without a word. So
 * this looks at the source, where the formula still is one.
 */
export function checkTables(source: string, file: string, report: Report): void {
  let isFenced = false
  for (const [i, line] of source.split('\n').entries()) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced
    if (isFenced || !/^\s*\|/.test(line)) continue
    const bare = line.replaceAll(/`[^`]*`|\\[|$]|\{tex[^]*?`\}/g, (part) => ' '.repeat(part.length))
    const formula = /\$([^$|]*\|[^$]*)\$/.exec(
      bare.replaceAll(/\$[^$|]*\$/g, (part) => ' '.repeat(part.length)),
    )
    if (!formula) continue
    report({
      file,
      line: i + 1,
      rule: 'table-bar',
      found: `the formula $${formula[1]}$ has a | inside a table: the cell ends there`,
      fix: 'write \\lvert x \\rvert for a size, \\mid for a condition',
    })
  }
}

/** A computed number between dollars: the parser reads the dollar before the brace as the end of the formula. */
export function checkComputedMath(source: string, file: string, report: Report): void {
  // What is computed rightly, and what is code, is set aside with its lines.
  const bare = source.replaceAll(/```[^]*?```|`[^`]*`/g, (part) => part.replaceAll(/[^\n]/g, ' '))
  for (const { 0: formula, index } of bare.matchAll(/\$[^$\n]*\$\{[^}\n]*\}[^$\n]*\$?/g)) {
    report({
      file,
      line: lineAt(bare, index),
      rule: 'computed-math',
      found: `${formula} is cut off at the second dollar`,
      fix: `write {tex\`${formula.replace(/^\$/, '').replace(/\$$/, '')}\`}`,
    })
  }
}
