import { provideCode } from '../exercise/judge-host.ts'

/** On pages with exercises that run code: where editor and judge come from. Nothing of them is loaded yet. */
const addresses = document.querySelector<HTMLElement>('[data-code-host]')?.dataset['codeHost']
if (addresses !== undefined) {
  provideCode(async () => {
    const { codeHostFor } = await import('./code-host.ts')
    return codeHostFor(JSON.parse(addresses) as Parameters<typeof codeHostFor>[0])
  })
}
