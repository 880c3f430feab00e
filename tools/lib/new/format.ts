import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, getFileInfo, resolveConfig } from 'prettier'

/** Formats files as the repository does, so that a skeleton passes the lint as it stands. */
export async function formatFiles(root: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const path = join(root, file)
    const { ignored, inferredParser } = await getFileInfo(path, { ignorePath: join(root, '.prettierignore') })
    if (ignored || inferredParser === null) continue
    const config = await resolveConfig(path)
    await writeFile(path, await format(await readFile(path, 'utf8'), { ...config, filepath: path }))
  }
}
