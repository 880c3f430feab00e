import { chmod, cp, mkdir, readFile, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'

const REPOSITORY = join(import.meta.dirname, '../..')

/**
 * What `npm install` does in a course of one's own, without a network: Chainrule is a package among others in
 * node_modules, with the files that it publishes and no more; the others are the repository's.
 */
export async function install(course: string): Promise<void> {
  const packages = join(course, 'node_modules')
  await mkdir(join(packages, 'chainrule'), { recursive: true })
  await mkdir(join(packages, '.bin'))
  const { files, bin } = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8')) as {
    files: string[]
    bin: Record<string, string>
  }
  for (const file of [...files, 'package.json'])
    await cp(join(REPOSITORY, file), join(packages, 'chainrule', file), { recursive: true })
  for (const name of await readdir(join(REPOSITORY, 'node_modules')))
    if (!name.startsWith('.'))
      await symlink(join(REPOSITORY, 'node_modules', name), join(packages, name), 'junction')
  for (const [name, file] of Object.entries(bin)) {
    await chmod(join(packages, 'chainrule', file), 0o755)
    await symlink(join('../chainrule', file), join(packages, '.bin', name))
  }
}
