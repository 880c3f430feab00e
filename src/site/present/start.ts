import { PRESENT } from './steps.ts'

/** The mode itself is fetched when a teacher asks for it: by the button at the foot of a lesson, or by the address. */
async function start(at: string): Promise<void> {
  const { present } = await import('./present.ts')
  present(at)
}

document
  .querySelector<HTMLButtonElement>('button.present-start')
  ?.addEventListener('click', () => void start(''))

const wanted = new URLSearchParams(location.search).get(PRESENT)
if (wanted !== null) void start(wanted)
