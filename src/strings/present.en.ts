/** Words of the mode that shows a lesson’s figures and derivations one by one. */
export const presentText = {
  start: 'Present',
  name: 'Presentation',
  previous: 'Previous',
  next: 'Next',
  close: 'Close',
  at: (section: string, at: number, all: number) => `${section} · ${at} of ${all}`,
} as const
