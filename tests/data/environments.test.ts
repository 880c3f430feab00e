import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as browser from '../../data/browser.ts'
import * as node from '../../data/node.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))

describe('in the browser', () => {
  const fetched: string[] = []
  const serve = (answer: (url: string) => Response | Promise<Response>) =>
    vi.stubGlobal('fetch', async (url: string) => {
      fetched.push(url)
      return answer(url)
    })
  const serveFiles = () =>
    serve((url) => new Response(readFileSync(join(repository, new URL(url, 'https://example.org').pathname))))

  afterEach(() => {
    vi.unstubAllGlobals()
    fetched.length = 0
  })

  it('fetches only the file asked for, and reads the same as in Node', async () => {
    serveFiles()
    expect(await browser.loadDataset('iris')).toEqual(await node.loadDataset('iris'))
    expect(fetched).toHaveLength(1)
    expect(fetched[0]).toContain('iris.json')
    expect(await browser.loadPhoto('flower')).toEqual(await node.loadPhoto('flower'))
    expect(fetched).toHaveLength(2)
  })

  it('gives the address of a photograph', () => {
    expect(browser.photoUrl('china')).toMatch(/china\.png/)
  })

  it('says when the server refuses', async () => {
    serve(() => new Response('gone', { status: 404 }))
    await expect(browser.loadDataset('wine')).rejects.toThrow(
      /^data file wine\.json: HTTP status 404 from .*wine\.json/,
    )
  })

  it('says when there is no network', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(browser.loadDataset('wine')).rejects.toThrow(
      /^data file wine\.json: could not be fetched from/,
    )
  })
})

describe('in Node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('finds the files from a chunk of the build, and from below a start that knows nothing of them', () => {
    const files = join(repository, 'data', 'files')
    expect(node.findFiles([join(repository, 'dist', 'chunks')])).toBe(files)
    expect(node.findFiles([tmpdir(), repository])).toBe(files)
  })

  it('takes the nearest', () => {
    mkdirSync(join(folder, 'data'), { recursive: true })
    writeFileSync(join(folder, 'data', 'manifest.json'), '{}')
    expect(node.findFiles([join(folder, 'some', 'where'), repository])).toBe(join(folder, 'data', 'files'))
  })

  it('names the starts when there is nothing', () => {
    expect(() => node.findFiles([tmpdir()])).toThrow(`no data/manifest.json in or above ${tmpdir()}`)
  })
})
